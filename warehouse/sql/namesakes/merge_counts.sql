-- grain: name that articles mention; 0 for all articles
-- reads: namesakes_counts
-- writes: ops.cooccurrence_counts
merge into ops.cooccurrence_counts as stored
using namesakes_counts as computed
on stored.name_number = computed.name_number
when matched then update by name
when not matched then insert by name;
