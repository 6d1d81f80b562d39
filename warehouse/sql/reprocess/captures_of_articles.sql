-- grain: capture of an article that is made anew
insert into chosen_captures
select distinct capture_id
from ops.loads
semi join chosen_articles using (article_id)
where capture_id not in (from chosen_captures);
