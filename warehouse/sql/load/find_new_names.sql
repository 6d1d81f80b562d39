-- grain: name that no earlier document had, in the order of the log
-- reads: staged_names, ops.names
-- writes: load_new_names
create or replace temp table load_new_names as
with first_seen as (
    select *
    from staged_names
    where name_id not in (select name_id from ops.names)
    qualify row_number() over (partition by name_id order by batch, ordinal) = 1
)
select
    * exclude (batch, ordinal),
    (select coalesce(max(position), 0) from ops.names) + row_number() over (order by batch, ordinal) as position
from first_seen;
