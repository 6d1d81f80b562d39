-- grain: mention of a name whose entity changes; its words and offsets stay
update mentions as mention
set entity_id = moved.entity_id
from moved_names as moved
where moved.name_id = mention.name_id;
