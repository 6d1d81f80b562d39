-- grain: link of an article
-- question: Which other stories do the articles point to?
select source.name as outlet, article.title, link.kind, link.title as points_to, link.url
from links as link
join articles as article using (article_id, version)
join sources as source using (source_id)
order by outlet, article.title, link.position;
