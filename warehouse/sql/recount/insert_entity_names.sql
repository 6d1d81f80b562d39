-- grain: chosen entity x kind x name
-- reads: recount_mentions
-- writes: ops.entity_names
insert into ops.entity_names by name
select entity_id, kind, name, min(country) as country, count(*) as mention_count
from recount_mentions
group by entity_id, kind, name
order by all;
