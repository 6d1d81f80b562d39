-- grain: entity x spelling x outlet that another article has, of the entities and outlets that this load adds
create or replace temp table told_before as
select distinct mention.entity_id, mention.surface, head.source_id
from mentions as mention
join ops.article_heads as head using (article_id, version)
semi join fresh as same on same.entity_id = mention.entity_id and same.source_id = head.source_id
anti join fresh as own on own.article_id = mention.article_id;
