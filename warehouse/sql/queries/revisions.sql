-- grain: article x version, of articles with more than one
-- question: Which articles were changed after they were first seen, and what in them?
select
    version.article_id,
    version.version,
    version.seen_at,
    version.change,
    version.title,
    length(version.text) - lag(length(version.text)) over (
        partition by version.article_id order by version.version
    ) as characters_added
from article_versions as version
join articles as article using (article_id)
where article.version > 1
order by version.article_id, version.version;
