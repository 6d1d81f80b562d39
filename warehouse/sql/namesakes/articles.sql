-- grain: article version that waits and holds a text
-- reads: waiting, article_versions, copies, ops.captures
-- writes: namesakes_articles (temporary)
create or replace temp table namesakes_articles as
select
    waiting.place, waiting.article_id, waiting.version, coalesce(version.title, '') as title, version.text,
    year(version.published_at) as published,
    version.version = 1 and copied.article_id is null as is_counted
from waiting
join article_versions as version on version.article_id = waiting.article_id and version.version = waiting.version
left join (
    -- Only copies of earlier originals: of an original that came later nothing was known at this place in the log.
    select distinct copy.article_id, copy.version
    from copies as copy
    join waiting as own on own.article_id = copy.article_id and own.version = copy.version
    join article_versions as original
        on original.article_id = copy.original_id and original.version = copy.original_version
    join ops.captures as capture on capture.capture_id = original.capture_id
    where capture.position < own.position
) as copied on copied.article_id = waiting.article_id and copied.version = waiting.version
where version.text <> '';
