-- grain: chosen entity that a newest version mentions
merge into entities as stored
using (
    with spelled as (
        select entity_id, name, count(*) as mentions from counted group by entity_id, name
    ),
    named as (
        select entity_id, first(name order by mentions desc, length(name) desc, name) as name
        from spelled
        group by entity_id
    ),
    usual as (
        select entity_id, first(kind order by mentions desc, kind) as kind
        from (select entity_id, kind, count(*) as mentions from counted group by entity_id, kind)
        group by entity_id
    ),
    placed as (
        select distinct on (entity_id) entity_id, located_in, latitude, longitude, located_from
        from ops.names
        where located_from is not null and entity_id in (select entity_id from spelled)
        order by entity_id, position
    )
    select
        counted.entity_id,
        any_value(usual.kind) as kind,
        coalesce(any_value(renamed.name), any_value(named.name)) as name,
        coalesce(min(counted.country), any_value(placed.located_in)) as country,
        count(*) as mention_count,
        count(distinct counted.article_id) as article_count,
        count(distinct counted.article_id) < 2 as is_provisional,
        count(distinct counted.source_id) as source_count,
        min(counted.first_seen_at) as first_seen_at,
        max(counted.seen_at) as last_seen_at,
        any_value(placed.latitude) as latitude,
        any_value(placed.longitude) as longitude,
        any_value(placed.located_from) as located_from
    from counted
    join usual on usual.entity_id = counted.entity_id
    join named on named.entity_id = counted.entity_id
    left join placed on placed.entity_id = counted.entity_id and usual.kind = 'place'
    left join ops.renamed as renamed on renamed.entity_id = counted.entity_id
    group by counted.entity_id
    order by counted.entity_id
) as now
on stored.entity_id = now.entity_id
when matched then update set
    kind = now.kind,
    name = now.name,
    country = now.country,
    mention_count = now.mention_count,
    article_count = now.article_count,
    source_count = now.source_count,
    first_seen_at = now.first_seen_at,
    last_seen_at = now.last_seen_at,
    is_provisional = now.is_provisional,
    latitude = now.latitude,
    longitude = now.longitude,
    located_from = now.located_from
when not matched then insert values (
    now.entity_id, now.kind, now.name, now.country, now.mention_count, now.article_count, now.source_count,
    now.first_seen_at, now.last_seen_at, now.is_provisional,
    now.latitude, now.longitude, now.located_from
);
