-- grain: article x key x time by which it is found
insert into ops.story_keys
with lying as (
    select ordinal, keys, unnest(days) as lies
    from story_profiles_told
)
select unnest(keys), lies."by", lies.day, ordinal
from lying
order by ordinal, lies."by";
