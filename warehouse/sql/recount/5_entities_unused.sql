-- grain: chosen entity that no newest version mentions
delete from entities
where entity_id in (from chosen_entities)
  and entity_id not in (select entity_id from counted);
