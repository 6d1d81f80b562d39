-- grain: term that has faded: it counts as never seen, and the table would else grow for ever
delete from ops.story_counts
where articles * pow(2, (as_of - (select max(ordinal) from ops.story_profiles)) / $half_life) < $faded;
