-- grain: key x time x day at which an article that waits may find others
-- reads: stories_new, ops.story_keys
-- writes: stories_searched (temporary)
create or replace temp table stories_searched as
with times as (
    select unnest(from_json($times, '[{"by": "VARCHAR", "matching": "VARCHAR"}]'), recursive := true)
),
fresh as (
    select distinct stored.key, times.matching, stored.day
    from ops.story_keys as stored
    join times on times."by" = stored."by"
    where stored.ordinal in (select ordinal from stories_new)
)
select distinct key, matching as "by", day + unnest(range(-$days, $days + 1)) as day
from fresh;
