-- grain: story
create or replace view stories as
select
    told.story_id, nullif(title.title, '') as title, min(head.first_seen_at) as first_seen_at,
    max(head.last_seen_at) as last_seen_at, count(*) as article_count, count(distinct told.source_id) as source_count,
    count(distinct told.report_id) as independent_count,
    min(told.told_at) as first_told_at, max(told.told_at) as last_told_at
from story_articles as told
join ops.story_titles as title on title.story_id = told.story_id
join ops.article_heads as head on head.article_id = told.article_id
group by told.story_id, title.title;

comment on view stories is 'Events, as told by one or more outlets. A row per story.';
comment on column stories.story_id is 'Deterministic id; one that ended when stories were merged leads to its successor in story_successors.';
comment on column stories.title is 'The headline of one of its articles that says most of what all of them say; null where none has one.';
comment on column stories.first_seen_at is 'When the first of its articles was captured (UTC).';
comment on column stories.last_seen_at is 'When one of its articles was last captured, changed or not (UTC).';
comment on column stories.article_count is 'Articles.';
comment on column stories.source_count is 'Outlets.';
comment on column stories.independent_count is 'Independent reports: articles without the copies of others, and all text of one agency counted once.';
comment on column stories.first_told_at is 'Earliest publication or, where that is unknown, first sighting (UTC).';
comment on column stories.last_told_at is 'Latest of these (UTC).';
