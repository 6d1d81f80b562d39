-- grain: chosen entity x spelling
-- reads: recount_mentions
-- writes: aliases
merge into aliases as stored
using (
    select entity_id, surface as alias, count(*) as mention_count, count(distinct source_id) as source_count
    from recount_mentions
    group by entity_id, surface
    order by entity_id, surface
) as now
on stored.entity_id = now.entity_id and stored.alias = now.alias
when matched then update by name
when not matched then insert by name;
