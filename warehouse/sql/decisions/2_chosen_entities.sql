-- grain: entity that gains or loses a name, or is renamed
create or replace temp table chosen_entities as
select entity_before as entity_id from moved_names
union
select entity_id from moved_names
union
select name.entity_id
from ops.names as name
where name.name_id in (select decision.name_id from ops.decisions as decision where decision.what = 'rename');
