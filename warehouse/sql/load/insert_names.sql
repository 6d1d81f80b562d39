-- grain: name that was seen for the first time; an entity of its own where it is no other spelling of one before it
-- reads: load_new_names, load_name_matches, load_name_locations
-- writes: ops.names
insert into ops.names by name
select
    new.* exclude (keys, other_kind_ids),
    coalesce(matched.entity_id, new.name_id) as found_entity_id,
    coalesce(matched.entity_id, new.name_id) as entity_id,
    matched.* exclude (name_id, entity_id),
    located.* exclude (name_id)
from load_new_names as new
left join load_name_matches as matched on matched.name_id = new.name_id
left join load_name_locations as located on located.name_id = new.name_id
order by new.position;
