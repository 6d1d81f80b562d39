-- grain: name, or namesake, with the entity that follows from the texts alone
-- reads: ops.names, ops.persons
with asked as (select unnest($names::varchar[]) as name_id)
select name_id, found_entity_id from ops.names semi join asked using (name_id)
union all
select person_id, person_id from ops.persons where ordinal > 1 and person_id in (select asked.name_id from asked);
