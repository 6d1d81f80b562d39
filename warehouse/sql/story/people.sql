-- grain: entity of the story, those that most outlets name first
select entity.name, entity.kind, count(distinct told.source_id) as outlets, count(*) as mentions
from story_articles as told
join articles as article using (article_id)
join mentions as mention on mention.article_id = article.article_id and mention.version = article.version
join entities as entity using (entity_id)
where told.story_id = $story
group by entity.entity_id, entity.name, entity.kind
order by outlets desc, mentions desc, entity.name
limit 12;
