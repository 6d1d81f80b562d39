-- grain: entity x spelling x outlet that another article has, of the entities and outlets that this load adds
-- reads: ops.newest_mentions, count_new_mentions
-- writes: count_earlier_spellings
create or replace temp table count_earlier_spellings as
select distinct mention.entity_id, mention.surface, mention.source_id
from ops.newest_mentions as mention
semi join count_new_mentions as same on same.entity_id = mention.entity_id and same.source_id = mention.source_id
anti join count_new_mentions as own on own.article_id = mention.article_id;
