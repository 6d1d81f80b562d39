-- grain: none (how many names lead to the entity, surnames that stand alone included)
select count(*)
from (
    select name_id from ops.names where entity_id = $1
    union
    select name_id from ops.meant where entity_id = $1
);
