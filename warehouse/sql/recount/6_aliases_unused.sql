-- grain: spelling of a chosen entity that no newest version uses
delete from aliases
where entity_id in (from chosen_entities)
  and not exists (
      from counted where counted.entity_id = aliases.entity_id and counted.surface = aliases.alias
  );
