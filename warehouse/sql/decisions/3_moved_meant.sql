-- grain: name that means another person in an article version, and another entity than it is said to
-- A surname that somebody made an entity of its own stays that whomever articles mean; a namesake is none of the name's.
create or replace temp table moved_meant as
select meant.article_id, meant.version, meant.name_id, coalesce(merged.entity_id, own.entity_id) as entity_id
from ops.name_resolutions as meant
join ops.names as name on name.name_id = meant.name_id
join ops.persons as person on person.person_id = meant.person_id
left join decided_names as alone
    on alone.name_id = meant.name_id
    and person.entity_id <> name.found_entity_id
cross join lateral (select coalesce(alone.entity_id, meant.person_id) as entity_id) as own
left join decided_entities as merged on merged.found_entity_id = own.entity_id
where meant.entity_id <> coalesce(merged.entity_id, own.entity_id);
