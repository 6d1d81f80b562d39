-- grain: story that an article that waits may belong to
-- Of each key and day the newest articles, as tasks/stories/candidates.py looks at them.
create or replace temp table story_near as
with found as (
    select
        stored.ordinal,
        row_number() over (partition by stored.key, stored."by", stored.day order by stored.ordinal desc) as newest
    from ops.story_keys as stored
    join story_wanted as wanted
        on wanted.key = stored.key
        and wanted."by" = stored."by"
        and wanted.day = stored.day
    where stored.ordinal < (select min(ordinal) from story_fresh)
)
select distinct story_id
from ops.story_members
where ordinal in (select ordinal from found where newest <= $of_a_key);
