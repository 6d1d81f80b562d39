-- grain: name that articles mention; 0 for all articles
merge into ops.cooccurrence_counts as stored
using companions_told as told
on stored.name_number = told.name_number
when matched then update set articles = told.articles
when not matched then insert values (told.name_number, told.articles);
