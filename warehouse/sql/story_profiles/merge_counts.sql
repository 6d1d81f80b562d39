-- grain: term
-- reads: story_profiles_counts
-- writes: ops.story_counts
merge into ops.story_counts as stored
using story_profiles_counts as computed
on stored.term = computed.term
when matched then update by name
when not matched then insert by name;
