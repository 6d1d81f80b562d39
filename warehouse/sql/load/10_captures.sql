-- grain: capture
insert into ops.captures
select capture_id, run_id, uri, line, media, digest, size_bytes, seen_at, file, start_offset, status
from staged_captures
order by seen_at, uri, line;
