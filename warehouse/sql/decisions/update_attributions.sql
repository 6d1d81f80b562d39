-- grain: cited source that is a mention whose entity changes
-- reads: decisions_moved_mentions
-- writes: attributions
update attributions as source
set entity_id = moved.entity_id
from decisions_moved_mentions as moved
where moved.mention_id = source.mention_id;
