-- grain: article of such a story, of the days around one that waits
-- reads: stories_candidates, stories_new, ops.story_members, ops.story_profiles
-- writes: stories_clustered (temporary)
create or replace temp table stories_clustered as
with fresh as (
    select
        cast(floor(epoch(seen_at) / 86400) as integer) as seen,
        cast(floor(epoch(published_at) / 86400) as integer) as published
    from stories_new
),
seen_days as (select distinct seen + unnest(range(-$days, $days + 1)) as day from fresh),
published_days as (select distinct published + unnest(range(-$days, $days + 1)) as day from fresh),
member as (
    select
        profile.*, stored.story_id,
        cast(floor(epoch(profile.seen_at) / 86400) as integer) as seen,
        cast(floor(epoch(profile.published_at) / 86400) as integer) as published
    from ops.story_members as stored
    join ops.story_profiles as profile on profile.ordinal = stored.ordinal
    where stored.story_id in (from stories_candidates)
)
select article_id, ordinal, seen_at, published_at, title, vectors, story_id
from member
where published in (from published_days)
   or (
       (published is null or exists (select 1 from fresh where fresh.published is null))
       and seen in (from seen_days)
   );
