-- grain: entity with more mentions than before x spelling
-- reads: count_new_mentions, count_earlier_spellings
-- writes: aliases
merge into aliases as stored
using (
    with outlets as (
        select entity_id, surface, count(*) as outlets
        from (
            select entity_id, surface, source_id from count_new_mentions
            except
            select entity_id, surface, source_id from count_earlier_spellings
        )
        group by entity_id, surface
    ),
    added as (
        select entity_id, surface as alias, count(*) as mention_count
        from count_new_mentions
        group by entity_id, surface
    )
    select added.*, coalesce(outlets.outlets, 0) as source_count
    from added
    left join outlets on outlets.entity_id = added.entity_id and outlets.surface = added.alias
    order by added.entity_id, added.alias
) as now
on stored.entity_id = now.entity_id and stored.alias = now.alias
when matched then update set
    mention_count = stored.mention_count + now.mention_count,
    source_count = stored.source_count + now.source_count
when not matched then insert by name;
