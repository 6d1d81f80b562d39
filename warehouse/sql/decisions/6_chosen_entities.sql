-- grain: entity that gains or loses a mention, or a name, which may bring its place and what it is called
create or replace temp table chosen_entities as
select unnest([entity_before, entity_id]) as entity_id from moved_mentions
union
select unnest([entity_before, entity_id]) from moved_names;
