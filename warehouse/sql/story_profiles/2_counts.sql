-- grain: term; how common it is as of the article that was told last
create or replace temp table story_counts_known as
from ops.story_counts;
