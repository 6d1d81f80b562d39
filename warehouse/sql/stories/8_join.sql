-- grain: article that was not in a story before
insert into ops.story_members
select told.story_id, told.article_id, told.ordinal
from story_members_told as told
join story_fresh as fresh using (article_id)
order by told.ordinal;
