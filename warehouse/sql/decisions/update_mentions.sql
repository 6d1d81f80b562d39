-- grain: mention whose entity changes; its words and offsets stay
-- reads: decisions_moved_mentions
-- writes: mentions
update mentions as mention
set entity_id = moved.entity_id
from decisions_moved_mentions as moved
where moved.mention_id = mention.mention_id;
