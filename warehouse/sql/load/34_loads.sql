-- grain: document loaded
insert into ops.loads
select run_id, capture_id, article_id, version, outcome, ordinal
from resolved
order by document;
