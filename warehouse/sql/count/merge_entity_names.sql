-- grain: entity x kind x name
-- reads: count_new_mentions
-- writes: ops.entity_names
merge into ops.entity_names as stored
using (
    select entity_id, kind, name, min(country) as country, count(*) as mention_count
    from count_new_mentions
    group by entity_id, kind, name
    order by all
) as now
on stored.entity_id = now.entity_id and stored.kind = now.kind and stored.name = now.name
when matched then update set
    country = least(stored.country, now.country),
    mention_count = stored.mention_count + now.mention_count
when not matched then insert by name;
