-- grain: article that waits, as stories see it
-- reads: waiting, ops.story_profiles, ops.story_members
-- writes: stories_new (temporary)
create or replace temp table stories_new as
select article_id, ordinal, seen_at, published_at, title, vectors, null::varchar as story_id
from ops.story_profiles
where article_id in (select article_id from waiting where version = 1)
  and article_id not in (select article_id from ops.story_members);
