-- grain: entity that gains or loses a mention or a name
-- reads: decisions_moved_mentions, decisions_moved_names
-- writes: recount_entities
create or replace temp table recount_entities as
select unnest([entity_before, entity_id]) as entity_id from decisions_moved_mentions
union
select unnest([entity_before, entity_id]) from decisions_moved_names;
