-- grain: chosen entity that a newest version mentions
-- reads: recount_mentions, recount_named_entities
-- writes: entities
merge into entities as stored
using (
    select
        named.entity_id, any_value(columns(named.* exclude (entity_id))), count(*) as mention_count,
        count(distinct recount_mentions.article_id) as article_count,
        article_count < 2 as is_provisional,
        count(distinct recount_mentions.source_id) as source_count,
        min(recount_mentions.first_seen_at) as first_seen_at,
        max(recount_mentions.seen_at) as last_seen_at
    from recount_mentions
    join recount_named_entities as named on named.entity_id = recount_mentions.entity_id
    group by named.entity_id
    order by named.entity_id
) as now
on stored.entity_id = now.entity_id
when matched then update by name
when not matched then insert by name;
