-- grain: name that was seen for the first time x key, ranked behind the names that had the key before
create or replace temp table new_name_keys as
with found as materialized (
    select distinct unnest(keys) as key, name_id, position from new_names
),
known as (
    select key, max(rank) as names from ops.name_keys semi join found using (key) group by key
)
select
    found.key,
    (coalesce(known.names, 0) + row_number() over (partition by found.key order by found.position))::integer as rank,
    found.name_id
from found
left join known on known.key = found.key;
