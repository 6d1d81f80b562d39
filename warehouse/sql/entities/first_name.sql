-- grain: the first name of the entity; for a namesake, its id
-- reads: ops.named, ops.names
select named.name_id
from ops.named as named
left join ops.names as name on name.name_id = named.name_id
where named.entity_id = $1
order by name.position nulls last, named.name_id
limit 1;
