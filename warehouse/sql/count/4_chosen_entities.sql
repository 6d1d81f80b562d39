-- grain: entity with more mentions than before
create or replace temp table chosen_entities as
select distinct entity_id from fresh;
