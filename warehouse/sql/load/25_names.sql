-- grain: name that was seen for the first time; an entity of its own until it is found to be a spelling of another
insert into ops.names
select name_id, kind, name, country, position, name_id, name_id, null, null, null
from new_names
order by position;
