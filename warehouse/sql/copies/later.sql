-- grain: article version that waits and is long enough to be compared
-- reads: waiting, ops.version_shingles, article_versions
-- writes: copies_later (temporary)
create or replace temp table copies_later as
select
    waiting.place, stored.article_id, stored.version, stored.outlet, stored.shingles, version.source_id, version.agency,
    version.seen_at, version.published_at, version.dateline_date, version.text
from waiting
join ops.version_shingles as stored on stored.article_id = waiting.article_id and stored.version = waiting.version
join article_versions as version on version.article_id = stored.article_id and version.version = stored.version;
