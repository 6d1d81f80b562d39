-- grain: article version that shares shingles with one that waits
-- reads: copies_later, copies_shared_shingles, ops.version_shingles, article_versions
-- writes: copies_earlier (temporary)
create or replace temp table copies_earlier as
with rare as materialized (
    select key, article_id, version
    from copies_shared_shingles
    where key not in (select key from copies_shared_shingles where rank >= $boilerplate_articles)
),
wanted as (select place, article_id, unnest(shingles) as key from copies_later),
near as (
    select distinct article_id, version
    from (
        select rare.article_id, rare.version
        from wanted
        join rare on rare.key = wanted.key
        where rare.article_id <> wanted.article_id
        group by wanted.place, rare.article_id, rare.version
        having count(*) >= $least_shared
    )
)
select
    stored.article_id, stored.version, stored.outlet, stored.shingles, version.source_id, version.agency,
    version.seen_at, version.published_at, version.dateline_date, version.text
from near
join ops.version_shingles as stored on stored.article_id = near.article_id and stored.version = near.version
join article_versions as version on version.article_id = near.article_id and version.version = near.version;
