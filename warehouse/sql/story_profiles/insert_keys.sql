-- grain: article x key x kind of time
-- reads: story_profiles_rows
-- writes: ops.story_keys
insert into ops.story_keys by name
with dated as (select ordinal, keys, unnest(days) as dated from story_profiles_rows)
select unnest(keys) as key, dated."by", dated.day, ordinal
from dated
order by ordinal, dated."by";
