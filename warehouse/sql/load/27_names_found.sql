-- grain: name that was found to be another spelling of an earlier one
update ops.names as stored
set
    found_entity_id = found.entity_id,
    entity_id = found.entity_id,
    like_name_id = found.like_name_id,
    score = found.score,
    because = found.because
from (
    select
        unnest($names) as name_id,
        unnest($entities) as entity_id,
        unnest($like) as like_name_id,
        unnest($scores) as score,
        unnest($because) as because
) as found
where stored.name_id = found.name_id;
