-- grain: article that changed its story
-- reads: stories_members
-- writes: ops.story_members
update ops.story_members as stored
set story_id = computed.story_id
from stories_members as computed
where computed.article_id = stored.article_id and computed.story_id <> stored.story_id;
