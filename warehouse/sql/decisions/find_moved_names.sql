-- grain: name whose stored entity differs from the one that follows from the texts and the decisions
-- reads: ops.names, decisions_lone_names, decisions_merged_entities
-- writes: decisions_moved_names
create or replace temp table decisions_moved_names as
select name.name_id, name.entity_id as entity_before, coalesce(merged.entity_id, own.entity_id) as entity_id
from ops.names as name
left join decisions_lone_names as alone on alone.name_id = name.name_id
cross join lateral (select coalesce(alone.entity_id, name.found_entity_id) as entity_id) as own
left join decisions_merged_entities as merged on merged.found_entity_id = own.entity_id
where name.entity_id <> coalesce(merged.entity_id, own.entity_id);
