-- grain: earlier name x key that it shares with a name that was seen for the first time
-- reads: ops.name_keys, ops.names, load_new_name_keys
-- writes: load_earlier_names
-- Of a key that many names share only the first count: those seen first are those seen most. So a name costs the same
-- however many there are.
create or replace temp table load_earlier_names as
select stored.key, stored.rank, stored.name_id, name.kind, name.name, name.country, name.position, name.found_entity_id
from ops.name_keys as stored
join ops.names as name on name.name_id = stored.name_id
where stored.rank <= $names_per_key
  and stored.key in (select new.key from load_new_name_keys as new);
