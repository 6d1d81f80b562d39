-- grain: name that was seen for the first time x earlier name that may be another spelling of it
-- Of a key that many names share only the first count: those seen first are those seen most. So a name costs the same
-- however many there are.
with pairs as (
    select own.name_id, other.name_id as other_id, count(*) as shared
    from ops.name_keys as own
    join new_names using (name_id)
    join ops.name_keys as other on other.key = own.key and other.rank < own.rank and other.rank <= $of_a_key
    group by own.name_id, other.name_id
)
select
    name.name_id,
    name.name,
    name.kind,
    name.country,
    other.name_id as other_id,
    other.name as other_name,
    other.country as other_country,
    other.found_entity_id
from pairs
join ops.names as name on name.name_id = pairs.name_id
join ops.names as other on other.name_id = pairs.other_id and other.kind = name.kind
qualify row_number() over (partition by name.name_id order by pairs.shared desc, other.position) <= $of_a_name
order by name.position, pairs.shared desc, other.position;
