-- grain: chosen entity x kind x name
delete from ops.entity_names where entity_id in (from chosen_entities);
