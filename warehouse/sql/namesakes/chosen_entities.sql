-- grain: entity that gains or loses a mention
-- reads: moved_mentions
-- writes: chosen_entities (temporary; warehouse.load.decisions uses it up)
create or replace temp table chosen_entities as
select distinct unnest([entity_before, entity_id]) as entity_id from moved_mentions;
