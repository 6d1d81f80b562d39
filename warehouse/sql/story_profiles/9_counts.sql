-- grain: term
merge into ops.story_counts as stored
using story_counts_told as told
on stored.term = told.term
when matched then update set articles = told.articles, as_of = told.as_of
when not matched then insert values (told.term, told.articles, told.as_of);
