-- grain: story x outlet x what some outlet of the story tells
create or replace view framing as
with recursive told as (
    select story_id, source_id, article.article_id, article.version
    from story_articles
    join ops.article_heads as article using (article_id, source_id)
),
outlet as (
    select story_id, source_id, count(*) over (partition by story_id) as outlets
    from (select distinct story_id, source_id from told)
    qualify count(*) over (partition by story_id) > 1
),
-- Quotations of the same words in one story are one: each leads to the first to give them, or to several where it holds
-- what several said.
said as (
    select told.story_id, told.source_id, quote.quote_id, quote.text, quote.speaker_entity_id
    from told
    join quotes as quote on quote.article_id = told.article_id and quote.version = told.version
),
same as (
    select link.quote_id, link.other_id
    from quote_links as link
    join said as one on one.quote_id = link.quote_id
    join said as other on other.quote_id = link.other_id and other.story_id = one.story_id
    join ops.quotations as placed on placed.quote_id = link.other_id
    where link.kind <> 'changed'
    -- The earliest lead to the first ones in few steps; three, for one that holds what several said.
    qualify row_number() over (partition by link.quote_id order by placed.position) <= 3
),
led as (
    select quote_id, other_id as first_id from same
    union
    select led.quote_id, same.other_id
    from led
    join same on same.quote_id = led.first_id
),
first_said as (select quote_id, first_id from led anti join same on same.quote_id = led.first_id),
kept as (
    select told.story_id, told.source_id, 'entity' as kind, mention.entity_id as what_id, count(*) as times
    from told
    join mentions as mention on mention.article_id = told.article_id and mention.version = told.version
    group by all
    union all
    select said.story_id, said.source_id, 'quote', coalesce(first_said.first_id, said.quote_id), count(*)
    from said
    left join first_said on first_said.quote_id = said.quote_id
    group by all
    union all
    select told.story_id, told.source_id, 'figure', concat_ws(' ', figure.value, figure.unit, figure.counted), count(*)
    from told
    join figures as figure on figure.article_id = told.article_id and figure.version = told.version
    where figure.value is not null and figure.counted is not null
    group by all
),
whole as (select story_id, kind, what_id, count(*) as told_by from kept group by all)
select
    outlet.story_id, outlet.source_id, source.name as outlet, whole.kind, whole.what_id,
    coalesce(entity.name, quote.text, whole.what_id) as what,
    coalesce(entity.kind, quote.kind) as what_kind,
    kept.times is not null as is_kept,
    coalesce(kept.times, 0) as times, whole.told_by, outlet.outlets
from outlet
join whole on whole.story_id = outlet.story_id
join sources as source on source.source_id = outlet.source_id
left join kept
    on kept.story_id = outlet.story_id
    and kept.source_id = outlet.source_id
    and kept.kind = whole.kind
    and kept.what_id = whole.what_id
left join entities as entity on entity.entity_id = whole.what_id
left join quotes as quote on quote.quote_id = whole.what_id;

comment on view framing is 'What each outlet kept of a story, and what it left out. A row per story of several outlets, outlet, and entity, quotation or figure that one of them tells.';
comment on column framing.story_id is 'The story.';
comment on column framing.source_id is 'The outlet.';
comment on column framing.outlet is 'Its name.';
comment on column framing.kind is 'entity, quote or figure.';
comment on column framing.what_id is 'The entity; the quotation that was first to give the words; or the value of the figure, its unit and what it counts.';
comment on column framing.what is 'Name of the entity, words of that quotation, or the figure.';
comment on column framing.what_kind is 'person, org, place …; direct, mixed or indirect; null for a figure.';
comment on column framing.is_kept is 'Whether the outlet tells it, in any of its articles on the story.';
comment on column framing.times is 'How often.';
comment on column framing.told_by is 'Outlets of the story that tell it.';
comment on column framing.outlets is 'Outlets of the story.';
