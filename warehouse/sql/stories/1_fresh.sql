-- grain: article that waits, as stories see it
create or replace temp table story_fresh as
select article_id, ordinal, seen_at, published_at, title, vectors
from ops.story_profiles
where article_id in (select article_id from waiting where version = 1)
  and article_id not in (select article_id from ops.story_members);
