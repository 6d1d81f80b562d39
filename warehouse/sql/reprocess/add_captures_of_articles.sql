-- grain: capture of an article that is made anew
-- reads: ops.loads, reprocess_articles, reprocess_captures
-- writes: reprocess_captures
insert into reprocess_captures (capture_id)
select distinct capture_id
from ops.loads
semi join reprocess_articles using (article_id)
where capture_id not in (from reprocess_captures);
