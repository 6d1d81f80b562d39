-- grain: copy (newest version of an article that repeats another)
-- question: Who printed whose words, how long after, and what was cut or added?
select
    article.title, outlet.name as outlet, original.title as original_title, original_outlet.name as original_outlet,
    copy.agency, copy.evidence, copy.lag_seconds, copy.containment, copy.words_shared, copy.words_cut, copy.words_added
from copies as copy
join articles as article using (article_id, version)
join sources as outlet on outlet.source_id = article.source_id
join article_versions as original on original.article_id = copy.original_id and original.version = copy.original_version
join sources as original_outlet on original_outlet.source_id = original.source_id
order by original.seen_at, original.article_id, copy.lag_seconds, article.article_id;
