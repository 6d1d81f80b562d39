-- grain: run
-- question: Which flow ran when, with which parameters, and with which result?
select started_at, kind as flow, finished_at - started_at as took, status, new, changed, unchanged, rejected,
    coalesce(parameters, to_json(arguments)) as parameters
from ops.runs
order by started_at desc;
