-- grain: article x time that it went missing from the sitemaps of its site
-- question: Which articles vanished from their outlet's sitemap, when, and which pages were found gone?
select
    source.name as outlet, article.title, delisting.missing_at, delisting.last_listed_at, delisting.relisted_at,
    article.removed_at, article.url, delisting.sitemap, delisting.article_id
from delistings as delisting
join articles as article using (article_id)
join sources as source using (source_id)
order by delisting.missing_at desc, delisting.article_id;
