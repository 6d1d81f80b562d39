-- grain: term; how common it is as of the article that was told last
-- reads: ops.story_counts
-- writes: story_profiles_known_counts (temporary)
create or replace temp table story_profiles_known_counts as
from ops.story_counts;
