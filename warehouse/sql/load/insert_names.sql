-- grain: name that was seen for the first time; an entity of its own where it is no other spelling of one before it
-- reads: load_new_names, load_name_matches, load_name_locations
-- writes: ops.names
insert into ops.names (
    name_id, kind, name, country, position, found_entity_id, entity_id, like_name_id, score, because,
    located_in, latitude, longitude, located_from
)
select
    new.name_id,
    new.kind,
    new.name,
    new.country,
    new.position,
    coalesce(matched.entity_id, new.name_id),
    coalesce(matched.entity_id, new.name_id),
    matched.like_name_id,
    matched.score,
    matched.because,
    located.located_in,
    located.latitude,
    located.longitude,
    located.located_from
from load_new_names as new
left join load_name_matches as matched on matched.name_id = new.name_id
left join load_name_locations as located on located.name_id = new.name_id
order by new.position;
