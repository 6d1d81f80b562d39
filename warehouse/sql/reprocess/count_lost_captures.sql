-- grain: none (how many captures were there before and are not now, and where the first of them lies)
-- reads: before.ops.captures, ops.captures
select
    count(*),
    first(
        coalesce(earlier.file || ' at byte ' || earlier.start_offset, earlier.uri)
        order by earlier.file nulls first, earlier.start_offset
    )
from before.ops.captures as earlier
anti join ops.captures as now
    on now.file is not distinct from earlier.file
    and now.start_offset is not distinct from earlier.start_offset
    and now.run_id = earlier.run_id;
