-- grain: the one place up to which the archive is loaded
merge into ops.archive_position as stored
using (select $file as file, $next_offset::bigint as next_offset) as reached
on true
when matched then update set file = reached.file, next_offset = reached.next_offset
when not matched then insert values (reached.file, reached.next_offset);
