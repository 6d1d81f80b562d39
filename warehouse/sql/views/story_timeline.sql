-- grain: article in its story, with its place in time
create or replace view story_timeline as
with edge as (
    select
        article_id,
        arg_max({'original_id': original_id, 'evidence': evidence, 'lag': lag_seconds}, version) as copied
    from copies
    group by article_id
)
select
    told.story_id,
    row_number() over by_time as place,
    told.article_id, outlet.name as outlet, article.title, told.told_at,
    article.published_at is null as told_when_seen,
    article.published_at is not null
    and article.published_at = date_trunc('day', article.published_at) as told_to_the_day,
    case
        when article.published_at is not null
            then date_diff('minute', first_value(told.told_at) over by_time, told.told_at)
    end as minutes_after_first,
    told.role, told.report_id, edge.copied.original_id as original_id, edge.copied.lag as lag_seconds,
    edge.copied.evidence as evidence, article.agency, article.dateline_place, article.url
from story_articles as told
join articles as article on article.article_id = told.article_id
join sources as outlet on outlet.source_id = told.source_id
left join edge on edge.article_id = told.article_id
window by_time as (partition by told.story_id order by article.published_at is null, told.told_at, told.ordinal);

comment on view story_timeline is 'Who had a story first, and how it spread. A row per article.';
comment on column story_timeline.story_id is 'The story.';
comment on column story_timeline.place is 'How-manieth article of the story, by time, from 1; those whose publication is unknown come last.';
comment on column story_timeline.article_id is 'The article.';
comment on column story_timeline.outlet is 'Name of the outlet.';
comment on column story_timeline.title is 'Headline.';
comment on column story_timeline.told_at is 'When it was published or, where that is unknown, first seen (UTC).';
comment on column story_timeline.told_when_seen is 'Whether told_at is when it was seen, because its publication is unknown.';
comment on column story_timeline.told_to_the_day is 'Whether only the day of publication is known: told_at is its midnight, and its place among others of that day says nothing.';
comment on column story_timeline.minutes_after_first is 'Minutes after the first article of the story; null where its publication is unknown.';
comment on column story_timeline.role is 'copy, agency, first or report: see story_articles.';
comment on column story_timeline.report_id is 'The independent report that it is or repeats: see story_articles.';
comment on column story_timeline.original_id is 'The article that it repeats; null where it repeats none.';
comment on column story_timeline.lag_seconds is 'Time from the original to it: see copies.';
comment on column story_timeline.evidence is 'By what it is known to be the copy: see copies.';
comment on column story_timeline.agency is 'News agency that its dateline credits.';
comment on column story_timeline.dateline_place is 'Place in its dateline.';
comment on column story_timeline.url is 'Its address.';
