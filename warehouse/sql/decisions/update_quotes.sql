-- grain: quotation whose speaker is a mention whose entity changes
-- reads: decisions_moved_mentions
-- writes: quotes
update quotes as quote
set speaker_entity_id = moved.entity_id
from decisions_moved_mentions as moved
where moved.mention_id = quote.speaker_mention_id;
