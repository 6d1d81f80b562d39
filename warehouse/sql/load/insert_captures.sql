-- grain: capture
-- reads: ops.captures, staged_captures
-- writes: ops.captures
insert into ops.captures by name
select
    * exclude (batch) replace (
        (select coalesce(max(position), 0) from ops.captures) + row_number() over (order by batch, position) as position
    )
from staged_captures
order by batch, position;
