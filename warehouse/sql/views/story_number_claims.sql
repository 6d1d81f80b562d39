-- grain: story, article in its newest version, what is counted (the article's first figure for it)
create or replace view number_claims as
with told as (
    select
        story.story_id, story.role, story.source_id, story.told_at, head.first_seen_at, figure.counted, figure.unit,
        figure.article_id, figure.version,
        -- Ordered lists are dear; the place in the text leads.
        list({'start_char': figure.start_char, 'value': figure.value}) as values_told,
        -- One with a value first, then the first in the text.
        arg_min(
            {
                'start_char': figure.start_char, 'end_char': figure.end_char, 'value': figure.value,
                'high': figure.high, 'modifier': figure.modifier, 'surface': figure.surface
            },
            {'vague': figure.value is null, 'start_char': figure.start_char}
        ) as chosen
    from story_articles as story
    join ops.article_heads as head using (article_id)
    join figures as figure on figure.article_id = head.article_id and figure.version = head.version
    where figure.counted is not null
    group by all
),
-- Of one outlet the latest article counts: a toll that rises is no contradiction.
stated as (
    select
        *, chosen.start_char, chosen.end_char, chosen.value, chosen.high, chosen.modifier, chosen.surface,
        row_number() over (
            partition by story_id, source_id, counted, unit
            order by chosen.value is null, told_at desc, first_seen_at desc, article_id
        ) = 1 as stands
    from told
),
-- What each figure leaves possible. "About" is taken as a tenth more or less.
possible as (
    select
        *,
        stands and value is not null as counts,
        case modifier when 'at_most' then 0 when 'about' then 0.9 * value else value end as least,
        case modifier
            when 'at_least' then 'infinity'::double
            when 'about' then 1.1 * coalesce(high, value)
            else coalesce(high, value)
        end as most
    from stated
),
-- Told beside each claim, not joined to it: so what a query does not ask for is not read.
compared as (
    select
        *,
        count(distinct {'value': value, 'high': high}) filter (where counts) over whole
            as values_told_by_all,
        min(value) filter (where counts) over whole as lowest,
        max(coalesce(high, value)) filter (where counts) over whole as highest,
        -- Ranges of numbers have a number in common if and only if each two of them have.
        max(least) filter (where counts) over whole
        > min(most) filter (where counts) over whole as disagrees
    from possible
    window whole as (partition by story_id, counted, unit)
)
select
    claim.story_id, claim.counted, claim.unit, claim.article_id, claim.version, claim.source_id, outlet.name as outlet,
    claim.told_at, claim.value, claim.high, claim.modifier, claim.surface,
    regexp_extract(substr(text.text, 1, claim.start_char), '[^\n]*$')
    || regexp_extract(substr(text.text, claim.start_char + 1), '^[^\n]*') as passage,
    claim.start_char, claim.end_char,
    list_transform(list_sort(claim.values_told), lambda told: told.value) as values_of_article,
    claim.role, text.agency, copy.original_id as copy_of, claim.stands, claim.values_told_by_all as values_told,
    claim.lowest, claim.highest, coalesce(claim.disagrees, false) as disagrees
from compared as claim
join sources as outlet on outlet.source_id = claim.source_id
join article_versions as text on text.article_id = claim.article_id and text.version = claim.version
left join copies as copy on copy.article_id = claim.article_id and copy.version = claim.version;

comment on view number_claims is 'The figures given for a story, and where outlets disagree. A row per story, article and what is counted: the first figure that the newest version of the article gives for it (one with a value before "dozens").';
comment on column number_claims.story_id is 'The story.';
comment on column number_claims.counted is 'What is counted, as in figures: killed, injured, troops, houses …';
comment on column number_claims.unit is 'Who or in which measure, as in figures: people, soldiers, $, tonnes …; null by the piece. Figures are compared that have counted and unit in common.';
comment on column number_claims.article_id is 'The article.';
comment on column number_claims.version is 'Its newest version.';
comment on column number_claims.source_id is 'The outlet.';
comment on column number_claims.outlet is 'Its name.';
comment on column number_claims.told_at is 'When the article was published, or else first captured (UTC).';
comment on column number_claims.value is 'The number; the lower end of a range; null where the article gives none (dozens).';
comment on column number_claims.high is 'The upper end of a range, else null.';
comment on column number_claims.modifier is 'exactly, at_least, at_most or about.';
comment on column number_claims.surface is 'The figure as it stands in the text.';
comment on column number_claims.passage is 'The paragraph that it stands in.';
comment on column number_claims.start_char is 'Offset of the first character of the figure in that version, from 0.';
comment on column number_claims.end_char is 'Offset after its last character.';
comment on column number_claims.values_of_article is 'All values that the article gives for it, in the order of the text.';
comment on column number_claims.role is 'What the article is in the story, as in story_articles.';
comment on column number_claims.agency is 'News agency that the article credits.';
comment on column number_claims.copy_of is 'The article that this one repeats; null where it is no copy.';
comment on column number_claims.stands is 'Whether this is the latest that its outlet tells; earlier articles of one outlet are not compared.';
comment on column number_claims.values_told is 'How many different values stand in the story.';
comment on column number_claims.lowest is 'The lowest of them.';
comment on column number_claims.highest is 'The highest of them.';
comment on column number_claims.disagrees is 'Whether no number fits all that stands: 10 and 12 disagree, at least 10 and 12 do not; about leaves a tenth more or less.';
