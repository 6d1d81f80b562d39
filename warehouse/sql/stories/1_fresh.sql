-- grain: article that waits, as stories see it
create or replace temp table story_fresh as
select profile.article_id, profile.ordinal, profile.seen_at, profile.published_at, profile.title, profile.vectors
from waiting
join ops.story_profiles as profile on profile.article_id = waiting.article_id
where waiting.version = 1;
