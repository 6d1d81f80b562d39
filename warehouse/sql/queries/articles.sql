-- grain: article
-- question: What has been loaded, newest first?
select
    coalesce(article.published_at, article.first_seen_at)::date as day,
    article.published_at is not null as day_is_published,
    source.name as outlet, article.agency, article.dateline_place as filed_from, article.title,
    article.word_count as words, article.version
from articles as article
join sources as source using (source_id)
order by coalesce(article.published_at, article.first_seen_at) desc, article.title;
