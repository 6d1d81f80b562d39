-- grain: chosen entity that no newest version mentions
-- reads: recount_entities, recount_mentions
-- writes: entities
delete from entities
where entity_id in (from recount_entities)
  and entity_id not in (select entity_id from recount_mentions);
