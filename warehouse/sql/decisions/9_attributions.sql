-- grain: cited source that is a mention whose entity changes
update attributions as source
set entity_id = moved.entity_id
from moved_mentions as moved
where moved.mention_id = source.mention_id;
