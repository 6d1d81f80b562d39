-- grain: chosen entity x kind x name
-- reads: recount_mentions
-- writes: ops.entity_names
insert into ops.entity_names (entity_id, kind, name, country, mention_count)
select entity_id, kind, name, min(country), count(*) from recount_mentions group by entity_id, kind, name order by all;
