-- grain: article that changed its story
update ops.story_members as stored
set story_id = told.story_id
from story_members_told as told
where told.article_id = stored.article_id and told.story_id <> stored.story_id;
