-- grain: rank, title or position in which the entity is mentioned
-- reads: mentions, ops.article_heads
select mention.role, count(*) as mentions, count(distinct mention.article_id) as articles
from mentions as mention
semi join ops.article_heads using (article_id, version)
where mention.entity_id = $entity and mention.role is not null
group by mention.role
order by mentions desc, mention.role
limit 10;
