-- grain: name that was seen for the first time; an entity of its own where it is no other spelling of one before it
insert into ops.names
select
    new.name_id,
    new.kind,
    new.name,
    new.country,
    new.position,
    coalesce(found.entity_id, new.name_id),
    coalesce(found.entity_id, new.name_id),
    found.like_name_id,
    found.score,
    found.because,
    located.located_in,
    located.latitude,
    located.longitude,
    located.located_from
from new_names as new
left join names_found as found on found.name_id = new.name_id
left join names_located as located on located.name_id = new.name_id
order by new.position;
