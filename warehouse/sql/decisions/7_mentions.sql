-- grain: mention whose entity changes; its words and offsets stay
update mentions as mention
set entity_id = moved.entity_id
from moved_mentions as moved
where moved.mention_id = mention.mention_id;
