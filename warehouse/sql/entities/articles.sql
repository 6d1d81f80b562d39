-- grain: article that mentions the entity, the newest first
-- reads: articles, mentions, sources
select article.published_at, outlet.name as outlet, article.title, count(*) as mentions
from articles as article
join mentions as mention using (article_id, version)
join sources as outlet using (source_id)
where mention.entity_id = $entity
group by article.article_id, article.published_at, outlet.name, article.title
order by article.published_at desc nulls last, article.title
limit 10;
