-- grain: quotation whose speaker is a mention whose entity changes
update quotes as quote
set speaker_entity_id = moved.entity_id
from moved_mentions as moved
where moved.mention_id = quote.speaker_mention_id;
