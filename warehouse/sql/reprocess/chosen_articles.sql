-- grain: article that a chosen capture led to
create or replace temp table chosen_articles as
select distinct article_id from ops.loads semi join chosen_captures using (capture_id);
