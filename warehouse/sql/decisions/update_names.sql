-- grain: name whose entity changes
-- reads: decisions_moved_names
-- writes: ops.names
update ops.names as name
set entity_id = moved.entity_id
from decisions_moved_names as moved
where moved.name_id = name.name_id;
