-- grain: document loaded
-- reads: load_resolved
-- writes: ops.loads
insert into ops.loads by name
select run_id, capture_id, article_id, version, outcome, ordinal
from load_resolved
order by document;
