-- grain: name, or bearer of a name that others bear, with the entity that the evidence tells
with asked as (
    select unnest($1::varchar []) as name_id
)
select name_id, found_entity_id from ops.names semi join asked using (name_id)
union all
select bearer_id, bearer_id from ops.bearers where ordinal > 1 and bearer_id in (select asked.name_id from asked);
