-- grain: event in the history of the story, but for articles that joined
select event.what, event.story_id, event.other_id, event.article_id
from story_events as event
where (event.story_id = $story or event.other_id = $story)
  and event.what not in ('begun', 'joined')
order by event.ordinal, event.place
limit 20;
