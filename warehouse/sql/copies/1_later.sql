-- grain: article version that waits, with what it is compared by
create or replace temp table later as
select
    waiting.place,
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
from waiting
join ops.version_shingles as told on told.article_id = waiting.article_id and told.version = waiting.version
join article_versions as version on version.article_id = told.article_id and version.version = told.version;
