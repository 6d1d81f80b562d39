-- grain: term that has faded: it counts as never seen, and the table would else grow for ever
-- reads: ops.story_profiles
-- writes: ops.story_counts
delete from ops.story_counts
where articles * pow(2, (as_of - (select max(ordinal) from ops.story_profiles)) / $half_life) < $least_count;
