-- grain: name that was seen for the first time x key, ranked behind the names that had the key before
-- reads: load_new_names, ops.name_keys
-- writes: load_new_name_keys
create or replace temp table load_new_name_keys as
with new as materialized (select distinct unnest(keys) as key, name_id, position from load_new_names),
known as (select key, max(rank) as names from ops.name_keys semi join new using (key) group by key)
select
    new.key,
    (coalesce(known.names, 0) + row_number() over (partition by new.key order by new.position))::integer as rank,
    new.name_id
from new
left join known on known.key = new.key;
