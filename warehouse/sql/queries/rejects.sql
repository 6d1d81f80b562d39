-- grain: thing rejected by the last run
-- question: What did the last run reject, and why?
select reject.reason, reject.uri, reject.line, reject.detail
from ops.rejects as reject
join (select run_id from ops.runs order by started_at desc limit 1) as last using (run_id)
order by reject.reason, reject.uri, reject.line;
