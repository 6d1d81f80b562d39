-- grain: name of this load that decisions give another entity than the evidence
update ops.names as name
set entity_id = coalesce(merged.entity_id, alone.entity_id)
from new_names as new
left join decided_names as alone on alone.name_id = new.name_id
left join ops.names as found on found.name_id = new.name_id
left join decided_entities as merged on merged.found_entity_id = coalesce(alone.entity_id, found.found_entity_id)
where new.name_id = name.name_id
  and coalesce(merged.entity_id, alone.entity_id) is not null;
