-- grain: story that is meant by an id or its beginning, of a story of today or of former days, or by an article's id or address
select distinct current_id as story_id
from story_successors
where starts_with(story_id, lower($story))
union
select story_id
from story_articles
join articles using (article_id)
where starts_with(article_id, lower($story)) or articles.url = $story
order by story_id;
