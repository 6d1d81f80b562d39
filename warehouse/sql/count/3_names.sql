-- grain: entity x kind x name
merge into ops.entity_names as stored
using (
    select entity_id, kind, name, min(country) as country, count(*) as mentions
    from fresh
    group by entity_id, kind, name
    order by all
) as now
on stored.entity_id = now.entity_id and stored.kind = now.kind and stored.name = now.name
when matched then update set
    country = least(stored.country, now.country),
    mention_count = stored.mention_count + now.mentions
when not matched then insert values (now.entity_id, now.kind, now.name, now.country, now.mentions);
