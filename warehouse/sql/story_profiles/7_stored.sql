-- grain: article as stories see it
insert into ops.story_profiles
select told.article_id, told.ordinal, report.seen_at, report.published_at, told.title, told.vectors
from story_profiles_told as told
join story_reports as report using (article_id)
order by told.ordinal;
