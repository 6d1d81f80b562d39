-- grain: article version that shares keys with one that waits, with what it is compared by
create or replace temp table earlier as
with telling as materialized (
    select key, article_id, version
    from held
    where key not in (select key from held where rank >= $common)
),
wanted as (
    select place, article_id, unnest(keys) as key from later
),
near as (
    select distinct article_id, version
    from (
        select telling.article_id, telling.version
        from wanted
        join telling on telling.key = wanted.key
        where telling.article_id <> wanted.article_id
        group by wanted.place, telling.article_id, telling.version
        having count(*) >= $least
    )
)
select
    told.article_id,
    told.version,
    told.outlet,
    told.shingles as keys,
    version.source_id,
    version.agency,
    version.seen_at,
    version.published_at,
    version.dateline_date,
    version.text
from near
join ops.version_shingles as told on told.article_id = near.article_id and told.version = near.version
join article_versions as version on version.article_id = near.article_id and version.version = near.version;
