-- grain: quotation whose speaker is a name whose entity changes
update quotes as quote
set speaker_entity_id = mention.entity_id
from mentions as mention
where mention.mention_id = quote.speaker_mention_id
  and mention.name_id in (select moved.name_id from moved_names as moved);
