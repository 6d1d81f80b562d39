-- grain: name, or person who shares a name with an earlier one
create or replace view ops.named as
select name.name_id, name.entity_id
from ops.names as name
union all
select distinct resolution.person_id, resolution.entity_id
from ops.name_resolutions as resolution
join ops.persons as person on person.person_id = resolution.person_id
-- Only by the name that is shared: a surname that a decision made an entity of its own is another name.
join ops.names as name on name.name_id = resolution.name_id and name.found_entity_id = person.entity_id
where person.ordinal > 1;

comment on view ops.named is 'What decisions can be made about. A row per name, and per person whose name an earlier person has.';
comment on column ops.named.name_id is 'The name, in ops.names, or the person, in ops.persons.';
comment on column ops.named.entity_id is 'The entity, with the decisions in ops.decisions.';
