-- grain: entity x spelling x outlet that another article has, of the entities and outlets that this load adds
create or replace temp table told_before as
select distinct mention.entity_id, mention.surface, mention.source_id
from ops.newest_mentions as mention
semi join fresh as same on same.entity_id = mention.entity_id and same.source_id = mention.source_id
anti join fresh as own on own.article_id = mention.article_id;
