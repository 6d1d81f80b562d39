-- grain: none (one row); how many articles were told so far
-- reads: ops.story_profiles
-- writes: story_profiles_earlier (temporary)
create or replace temp table story_profiles_earlier as
select coalesce(max(ordinal), 0) as articles from ops.story_profiles;
