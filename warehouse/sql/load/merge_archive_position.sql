-- grain: none (the place up to which the archive is loaded)
-- writes: ops.archive_position
merge into ops.archive_position as stored
using (select $file as file, $next_offset::bigint as next_offset) as reached
on true
when matched then update by name
when not matched then insert by name;
