-- grain: name that articles mention; 0 for all articles
merge into ops.companions as stored
using companions_told as told
on stored.companion = told.companion
when matched then update set texts = told.texts
when not matched then insert values (told.companion, told.texts);
