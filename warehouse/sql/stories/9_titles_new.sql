-- grain: story
insert into ops.story_titles
select story_id, title
from story_titles_told
order by story_id;
