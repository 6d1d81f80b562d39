-- grain: article of a capture that is read again
-- reads: ops.loads, reprocess_captures, reprocess_articles
-- writes: reprocess_articles
insert into reprocess_articles (article_id)
select distinct article_id
from ops.loads
semi join reprocess_captures using (capture_id)
where article_id not in (from reprocess_articles);
