-- grain: article in its story
create or replace view story_articles as
with recursive repeated as (
    select article_id, arg_max(original_id, version) as original_id
    from copies
    group by article_id
),
-- Where two versions of two articles each repeat the other, the one that came first in the archive is the original.
edge as (
    select one.article_id, one.original_id
    from repeated as one
    join ops.story_members as copy on copy.article_id = one.article_id
    join ops.story_members as original on original.article_id = one.original_id
    left join repeated as back on back.article_id = one.original_id and back.original_id = one.article_id
    where back.article_id is null or copy.ordinal > original.ordinal
),
led as (
    select article_id, original_id as root_id, 1 as steps from edge
    union all
    select led.article_id, edge.original_id, led.steps + 1
    from led
    join edge on edge.article_id = led.root_id
    where led.steps < 16
),
root as (select article_id, arg_max(root_id, steps) as root_id from led group by article_id),
told as (
    select
        member.story_id, member.article_id, member.ordinal,
        coalesce(article.published_at, article.first_seen_at) as told_at,
        article.source_id, edge.original_id,
        coalesce(root.root_id, member.article_id) as root_id,
        coalesce(first.agency, article.agency) as agency
    from ops.story_members as member
    join articles as article on article.article_id = member.article_id
    left join edge on edge.article_id = member.article_id
    left join root on root.article_id = member.article_id
    left join articles as first on first.article_id = root.root_id
),
-- An agency's own page is its text as much as what others print of it.
agency as (select distinct lower(agency) as name from told where agency is not null),
reported as (
    select
        told.*,
        case
            when told.agency is not null then 'agency:' || lower(told.agency)
            when agency.name is not null then 'agency:' || agency.name
            else told.root_id
        end as report_id
    from told
    join sources as outlet on outlet.source_id = told.source_id
    left join agency on agency.name = lower(outlet.name)
)
select
    story_id, article_id,
    case
        when original_id is not null then 'copy'
        when report_id <> article_id then 'agency'
        when row_number() over (
            partition by story_id, original_id is null and report_id = article_id order by told_at, ordinal
        ) = 1 then 'first'
        else 'report'
    end as role,
    report_id, source_id, told_at, ordinal
from reported;

comment on view story_articles is 'Which articles tell which event. A row per article.';
comment on column story_articles.story_id is 'The story.';
comment on column story_articles.article_id is 'The article.';
comment on column story_articles.role is 'copy (it repeats another article, see copies), agency (it prints an agency''s text whose original was not seen, or is the agency''s own), first (the earliest report in its own right) or report (another one).';
comment on column story_articles.report_id is 'The independent report that it is or repeats: the article that its words come from, or agency: and the agency''s name.';
comment on column story_articles.source_id is 'The outlet.';
comment on column story_articles.told_at is 'When it was published or, where that is unknown, first seen (UTC).';
comment on column story_articles.ordinal is 'The article''s place in the order of the archive.';
