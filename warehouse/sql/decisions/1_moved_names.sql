-- grain: name whose entity is another than the one it is said to have
create or replace temp table moved_names as
select name.name_id, name.entity_id as entity_before, coalesce(merged.entity_id, own.entity_id) as entity_id
from ops.names as name
left join decided_names as alone on alone.name_id = name.name_id
cross join lateral (select coalesce(alone.entity_id, name.found_entity_id) as entity_id) as own
left join decided_entities as merged on merged.found_entity_id = own.entity_id
where name.entity_id <> coalesce(merged.entity_id, own.entity_id);
