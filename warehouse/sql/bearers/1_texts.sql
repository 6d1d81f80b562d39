-- grain: article version that waits and names somebody
create or replace temp table bearer_texts as
select
    waiting.place,
    waiting.article_id,
    waiting.version,
    coalesce(version.title, '') as title,
    version.text,
    year(version.published_at) as published
from waiting
join article_versions as version on version.article_id = waiting.article_id and version.version = waiting.version
where version.text <> ''
-- Two captures of one moment may have one id, and a version then waits twice.
qualify row_number() over (partition by waiting.article_id, waiting.version order by waiting.place) = 1;
