-- grain: article that a chosen capture led to
-- reads: ops.loads, reprocess_captures
-- writes: reprocess_articles
create or replace temp table reprocess_articles as
select distinct article_id from ops.loads semi join reprocess_captures using (capture_id);
