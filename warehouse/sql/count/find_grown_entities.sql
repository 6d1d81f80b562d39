-- grain: entity with more mentions than before
-- reads: count_new_mentions
-- writes: recount_entities
create or replace temp table recount_entities as
select distinct entity_id from count_new_mentions;
