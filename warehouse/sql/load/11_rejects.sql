-- grain: thing rejected
insert into ops.rejects
select run_id, capture_id, uri, line, reason, detail, seen_at
from staged_rejects
order by seen_at, uri, line;
