-- grain: article version that a relation has not looked at yet; place 1 is the first of them in the order of the log
create or replace temp table waiting as
with captured as materialized (
    select loaded.article_id, loaded.version, loaded.ordinal, loaded.capture_id, capture.position
    from ops.loads as loaded
    join ops.captures as capture on capture.capture_id = loaded.capture_id
    where loaded.outcome <> 'unchanged'
      and capture.position > coalesce((select position from ops.related where relation = $relation), 0)
),
-- The copy of a web archive that was read before has captures of the same ids; the first of them is meant.
first_captured as (
    select capture_id, min(position) as position
    from ops.captures
    where capture_id in (select captured.capture_id from captured)
    group by capture_id
),
found as (
    select article_id, version, position, row_number() over (order by position, ordinal) as place
    from captured
    semi join first_captured using (capture_id, position)
)
from found
-- Never half a capture: a position is behind all that it holds.
where position <= (select max(position) from found where place <= $at_most);
