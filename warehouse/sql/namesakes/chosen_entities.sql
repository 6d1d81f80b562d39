-- grain: entity that gains or loses a mention
-- reads: decisions_moved_mentions
-- writes: recount_entities (temporary; warehouse.load.decisions uses it up)
create or replace temp table recount_entities as
select distinct unnest([entity_before, entity_id]) as entity_id from decisions_moved_mentions;
