-- grain: capture
-- reads: ops.captures, staged_captures
-- writes: ops.captures
insert into ops.captures (
    capture_id, run_id, uri, line, media, digest, size_bytes, seen_at, file, start_offset, status, position
)
select
    capture_id, run_id, uri, line, media, digest, size_bytes, seen_at, file, start_offset, status,
    (select coalesce(max(position), 0) from ops.captures) + row_number() over (order by batch, position)
from staged_captures
order by batch, position;
