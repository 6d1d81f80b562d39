-- grain: article version that a relation has not looked at yet; place 1 is the first of them in the order of the log
create or replace temp table waiting as
with found as (
    select
        loaded.article_id,
        loaded.version,
        capture.position,
        row_number() over (order by capture.position, loaded.ordinal) as place
    from ops.loads as loaded
    join ops.captures as capture on capture.capture_id = loaded.capture_id
    where loaded.outcome <> 'unchanged'
      and capture.position > coalesce((select position from ops.related where relation = $relation), 0)
)
from found
-- Never half a capture: a position is behind all that it holds.
where position <= (select max(position) from found where place <= $at_most);
