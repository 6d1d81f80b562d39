-- grain: run
-- question: When did which run do what?
select started_at, finished_at - started_at as took, status, new, changed, unchanged, rejected, arguments
from ops.runs
order by started_at desc;
