-- grain: reject
-- reads: staged_rejects
-- writes: ops.rejects
insert into ops.rejects by name
select run_id, capture_id, uri, line, reason, detail, seen_at
from staged_rejects
order by seen_at, uri, line;
