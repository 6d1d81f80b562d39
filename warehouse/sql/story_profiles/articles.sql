-- grain: article that waits, by its first version, with what stories are told by
-- reads: waiting, article_versions, mentions, ops.names
-- writes: story_profiles_articles (temporary)
create or replace temp table story_profiles_articles as
with fresh as (
    select waiting.place, version.*
    from waiting
    join article_versions as version on version.article_id = waiting.article_id and version.version = waiting.version
    where waiting.version = 1
),
mentioned as (
    select
        mention.article_id,
        case when mention.kind in ('place', 'group') then 'place' else 'name' end as evidence,
        name.found_entity_id as entity_id, count(*) as times
    from mentions as mention
    join ops.names as name on name.name_id = mention.name_id
    where mention.version = 1 and mention.article_id in (select article_id from fresh)
    group by all
),
named as (
    select
        article_id,
        to_json(map_from_entries(list((entity_id, times) order by entity_id) filter (evidence = 'name'))) as names,
        to_json(map_from_entries(list((entity_id, times) order by entity_id) filter (evidence = 'place'))) as places
    from mentioned
    group by article_id
)
select
    fresh.place, fresh.article_id, fresh.seen_at, fresh.published_at, coalesce(fresh.title, '') as title, fresh.text,
    fresh.dateline_place, named.names, named.places
from fresh
left join named using (article_id);
