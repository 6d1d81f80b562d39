-- grain: term
-- reads: story_profiles_counts
-- writes: ops.story_counts
merge into ops.story_counts as stored
using story_profiles_counts as computed
on stored.term = computed.term
when matched then update set articles = computed.articles, as_of = computed.as_of
when not matched then insert (term, articles, as_of)
    values (computed.term, computed.articles, computed.as_of);
