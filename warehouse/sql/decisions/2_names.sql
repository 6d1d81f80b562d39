-- grain: name whose entity changes
update ops.names as name
set entity_id = moved.entity_id
from moved_names as moved
where moved.name_id = name.name_id;
