-- grain: entity that gains or loses a mention
create or replace temp table chosen_entities as
select distinct unnest([entity_before, entity_id]) as entity_id from moved_mentions;
