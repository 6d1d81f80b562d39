-- grain: chosen entity that a newest version mentions
-- reads: recount_mentions, recount_named_entities
-- writes: entities
merge into entities as stored
using (
    select
        named.entity_id,
        any_value(columns(named.* exclude (entity_id))),
        count(*) as mention_count,
        count(distinct recount_mentions.article_id) as article_count,
        count(distinct recount_mentions.source_id) as source_count,
        min(recount_mentions.first_seen_at) as first_seen_at,
        max(recount_mentions.seen_at) as last_seen_at
    from recount_mentions
    join recount_named_entities as named on named.entity_id = recount_mentions.entity_id
    group by named.entity_id
    order by named.entity_id
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
    is_provisional = now.article_count < 2,
    latitude = now.latitude,
    longitude = now.longitude,
    located_from = now.located_from
when not matched then insert (
    entity_id, kind, name, country, mention_count, article_count, source_count, first_seen_at, last_seen_at,
    is_provisional, latitude, longitude, located_from
) values (
    now.entity_id, now.kind, now.name, now.country, now.mention_count, now.article_count, now.source_count,
    now.first_seen_at, now.last_seen_at, now.article_count < 2,
    now.latitude, now.longitude, now.located_from
);
