-- grain: story that an article that waits may belong to
-- reads: stories_searched, stories_new, ops.story_keys, ops.story_members
-- writes: stories_candidates (temporary)
-- Of each key and day the newest articles, as tasks/stories/candidates.py looks at them.
create or replace temp table stories_candidates as
with found as (
    select
        stored.ordinal,
        row_number() over (partition by stored.key, stored."by", stored.day order by stored.ordinal desc) as newest
    from ops.story_keys as stored
    join stories_searched as wanted on wanted.key = stored.key and wanted."by" = stored."by" and wanted.day = stored.day
    where stored.ordinal < (select min(ordinal) from stories_new)
)
select distinct story_id
from ops.story_members
where ordinal in (select ordinal from found where newest <= $articles_per_key);
