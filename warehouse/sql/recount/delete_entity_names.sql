-- grain: chosen entity x kind x name
-- reads: recount_entities
-- writes: ops.entity_names
delete from ops.entity_names where entity_id in (from recount_entities);
