-- grain: spelling of a chosen entity that no newest version uses
-- reads: recount_entities, recount_mentions
-- writes: aliases
delete from aliases
where entity_id in (from recount_entities)
  and not exists (
      from recount_mentions as mention
      where mention.entity_id = aliases.entity_id and mention.surface = aliases.alias
  );
