-- grain: none (whether the entity keeps a name without the names $2; surnames that stand alone are none)
-- reads: ops.named
select exists(
    select 1
    from ops.named as named
    where named.entity_id = $1 and named.name_id not in (select unnest($2::varchar[]))
);
