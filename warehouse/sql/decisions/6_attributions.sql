-- grain: cited source that is a name whose entity changes
update attributions as source
set entity_id = mention.entity_id
from mentions as mention
where mention.mention_id = source.mention_id
  and mention.name_id in (select moved.name_id from moved_names as moved);
