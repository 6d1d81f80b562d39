-- grain: version of the article
select
    version.version, version.seen_at, version.change, version.title, version.published_at, version.updated_at,
    version.text, version.url, source.name
from article_versions as version
join sources as source using (source_id)
where version.article_id = $article
order by version.version;
