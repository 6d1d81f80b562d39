-- grain: key x time x day at which an article that waits may find others
create or replace temp table story_wanted as
with met as (
    select unnest(from_json($met, '[{"by": "VARCHAR", "met": "VARCHAR"}]'), recursive := true)
),
fresh as (
    select distinct stored.key, met.met, stored.day
    from ops.story_keys as stored
    join met on met."by" = stored."by"
    where stored.ordinal in (select ordinal from story_fresh)
)
select distinct key, met as "by", day + unnest(range(-$days, $days + 1)) as day
from fresh;
