-- grain: name that was seen for the first time x key
insert into ops.name_keys
with found as (
    select distinct unnest(keys) as key, name_id, position from new_names
)
select
    found.key,
    coalesce(known.names, 0) + row_number() over (partition by found.key order by found.position),
    found.name_id
from found
left join (
    select key, max(rank) as names from ops.name_keys semi join found using (key) group by key
) as known on known.key = found.key
order by found.key, found.position;
