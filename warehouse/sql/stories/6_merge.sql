-- grain: article of a story that goes on in another, looked at or not
update ops.story_members as stored
set story_id = merged.into_id
from story_merged_told as merged
where merged.story_id = stored.story_id;
