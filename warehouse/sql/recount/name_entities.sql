-- grain: chosen entity that a newest version mentions; its name, kind and place
-- reads: ops.entity_names, recount_entities, ops.names, ops.renamed
-- writes: recount_named_entities
create or replace temp table recount_named_entities as
with names as materialized (select * from ops.entity_names semi join recount_entities using (entity_id)),
named as (
    -- A surname that stands alone names nobody who is named in full elsewhere.
    select
        entity_id,
        first(
            name order by kind = 'person' and contains(name, ' ') desc, mentions desc, length(name) desc, name
        ) as name
    from (select entity_id, name, min(kind) as kind, sum(mention_count) as mentions from names group by entity_id, name)
    group by entity_id
),
usual as (
    select entity_id, first(kind order by mentions desc, kind) as kind, min(country) as country
    from (
        select entity_id, kind, sum(mention_count) as mentions, min(country) as country
        from names
        group by entity_id, kind
    )
    group by entity_id
),
placed as (
    select distinct on (entity_id) entity_id, located_in, latitude, longitude, located_from
    from ops.names
    where located_from is not null and entity_id in (select entity_id from names)
    order by entity_id, position
)
select
    usual.entity_id, usual.kind, coalesce(renamed.name, named.name) as name,
    coalesce(usual.country, placed.located_in) as country,
    placed.latitude, placed.longitude, placed.located_from
from usual
join named on named.entity_id = usual.entity_id
left join placed on placed.entity_id = usual.entity_id and usual.kind = 'place'
left join ops.renamed as renamed on renamed.entity_id = usual.entity_id;
