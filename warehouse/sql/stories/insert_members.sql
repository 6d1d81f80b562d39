-- grain: article that was not in a story before
-- reads: stories_members, stories_new
-- writes: ops.story_members
insert into ops.story_members by name
select computed.story_id, computed.article_id, computed.ordinal
from stories_members as computed
semi join stories_new using (article_id)
order by computed.ordinal;
