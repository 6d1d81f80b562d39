-- grain: article version that waits and names somebody
create or replace temp table bearer_texts as
select
    waiting.place,
    waiting.article_id,
    waiting.version,
    coalesce(version.title, '') as title,
    version.text,
    year(version.published_at) as published,
    version.version = 1 and copied.article_id is null as counts
from waiting
join article_versions as version on version.article_id = waiting.article_id and version.version = waiting.version
left join (
    -- Whoever turned out to be an original later was a copy of nothing when this was told.
    select distinct copy.article_id, copy.version
    from copies as copy
    join waiting as own on own.article_id = copy.article_id and own.version = copy.version
    join article_versions as original
        on original.article_id = copy.original_id and original.version = copy.original_version
    join ops.captures as capture on capture.capture_id = original.capture_id
    where capture.position < own.position
) as copied on copied.article_id = waiting.article_id and copied.version = waiting.version
where version.text <> '';
