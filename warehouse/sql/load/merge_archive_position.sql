-- grain: none (the place up to which the archive is loaded)
-- writes: ops.archive_position
merge into ops.archive_position as stored
using (select $file as file, $next_offset::bigint as next_offset) as reached
on true
when matched then update set file = reached.file, next_offset = reached.next_offset
when not matched then insert (file, next_offset) values (reached.file, reached.next_offset);
