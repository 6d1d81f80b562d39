-- grain: entity with more mentions than before
-- reads: count_new_mentions, count_earlier_spellings, recount_named_entities
-- writes: entities
merge into entities as stored
using (
    with added as (
        select
            entity_id, count(*) as mention_count, count(distinct article_id) as article_count,
            article_count < 2 as is_provisional, min(first_seen_at) as first_seen_at, max(seen_at) as last_seen_at
        from count_new_mentions
        group by entity_id
    ),
    outlets as (
        select entity_id, count(*) as outlets
        from (
            select entity_id, source_id from count_new_mentions
            except
            select entity_id, source_id from count_earlier_spellings
        )
        group by entity_id
    )
    select named.*, added.* exclude (entity_id), coalesce(outlets.outlets, 0) as source_count
    from added
    join recount_named_entities as named on named.entity_id = added.entity_id
    left join outlets on outlets.entity_id = added.entity_id
    order by added.entity_id
) as now
on stored.entity_id = now.entity_id
when matched then update set
    kind = now.kind, name = now.name, country = now.country,
    mention_count = stored.mention_count + now.mention_count,
    article_count = stored.article_count + now.article_count,
    source_count = stored.source_count + now.source_count,
    first_seen_at = least(stored.first_seen_at, now.first_seen_at),
    last_seen_at = greatest(stored.last_seen_at, now.last_seen_at),
    is_provisional = stored.article_count + now.article_count < 2,
    latitude = now.latitude, longitude = now.longitude, located_from = now.located_from
when not matched then insert by name;
