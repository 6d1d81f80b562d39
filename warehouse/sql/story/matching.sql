-- grain: story with this id or beginning of an id, now or before a merge, or with an article of this id or address
select distinct current_id as story_id
from story_successors
where starts_with(story_id, lower($story))
union
select story_id
from story_articles
join articles using (article_id)
where starts_with(article_id, lower($story)) or articles.url = $story
order by story_id;
