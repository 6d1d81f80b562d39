-- grain: article with its profile
-- reads: story_profiles_rows
-- writes: ops.story_profiles
insert into ops.story_profiles by name
select * exclude (keys, days) from story_profiles_rows order by ordinal;
