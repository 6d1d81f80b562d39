-- grain: article of a story that goes on in another, looked at or not
-- reads: stories_merges
-- writes: ops.story_members
update ops.story_members as stored
set story_id = merged.into_id
from stories_merges as merged
where merged.story_id = stored.story_id;
