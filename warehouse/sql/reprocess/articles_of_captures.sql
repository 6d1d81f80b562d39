-- grain: article of a capture that is read again
insert into chosen_articles
select distinct article_id
from ops.loads
semi join chosen_captures using (capture_id)
where article_id not in (from chosen_articles);
