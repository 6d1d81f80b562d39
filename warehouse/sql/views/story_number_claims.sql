-- grain: story, article in its newest version, what is counted (the article's first figure for it)
create or replace view number_claims as
with told as (
    select
        story.story_id,
        figure.counted,
        figure.unit,
        figure.article_id,
        figure.version,
        list(figure.value order by figure.start_char) as values_of_article,
        -- Compared field by field: one with a value first, then the first in the text.
        min({
            'vague': figure.value is null,
            'start_char': figure.start_char,
            'end_char': figure.end_char,
            'value': figure.value,
            'high': figure.high,
            'modifier': figure.modifier,
            'surface': figure.surface
        }) as chosen
    from story_articles as story
    join ops.article_heads as head using (article_id)
    join figures as figure on figure.article_id = head.article_id and figure.version = head.version
    where figure.counted is not null
    group by story.story_id, figure.counted, figure.unit, figure.article_id, figure.version
),
-- Of one outlet the latest article counts: a toll that rises is no contradiction.
stated as (
    select
        told.* exclude (chosen),
        story.role,
        article.source_id,
        article.agency,
        coalesce(article.published_at, head.first_seen_at) as told_at,
        told.chosen.start_char,
        told.chosen.end_char,
        told.chosen.value,
        told.chosen.high,
        told.chosen.modifier,
        told.chosen.surface,
        row_number() over (
            partition by told.story_id, article.source_id, told.counted, told.unit
            order by
                told.chosen.vague,
                coalesce(article.published_at, head.first_seen_at) desc,
                head.first_seen_at desc,
                told.article_id
        ) = 1 as stands
    from told
    join story_articles as story using (story_id, article_id)
    join ops.article_heads as head using (article_id)
    join article_versions as article
        on article.article_id = told.article_id
        and article.version = told.version
),
-- What each figure leaves possible. "About" is taken as a tenth more or less.
possible as (
    select
        *,
        case modifier when 'at_most' then 0 when 'about' then 0.9 * value else value end as least,
        case modifier
            when 'at_least' then 'infinity'::double
            when 'about' then 1.1 * coalesce(high, value)
            else coalesce(high, value)
        end as most
    from stated
),
compared as (
    select
        story_id,
        counted,
        unit,
        count(distinct {'value': value, 'high': high}) as values_told,
        min(value) as lowest,
        max(coalesce(high, value)) as highest,
        -- Ranges of numbers have a number in common if and only if each two of them have.
        max(least) > min(most) as disagrees
    from possible
    where stands
      and value is not null
    group by story_id, counted, unit
)
select
    claim.story_id,
    claim.counted,
    claim.unit,
    claim.article_id,
    claim.version,
    claim.source_id,
    outlet.name as outlet,
    claim.told_at,
    claim.value,
    claim.high,
    claim.modifier,
    claim.surface,
    regexp_extract(substr(text.text, 1, claim.start_char), '[^\n]*$')
    || regexp_extract(substr(text.text, claim.start_char + 1), '^[^\n]*') as passage,
    claim.start_char,
    claim.end_char,
    claim.values_of_article,
    claim.role,
    claim.agency,
    copy.original_id as copy_of,
    claim.stands,
    coalesce(compared.values_told, 0) as values_told,
    compared.lowest,
    compared.highest,
    coalesce(compared.disagrees, false) as disagrees
from possible as claim
join sources as outlet on outlet.source_id = claim.source_id
join article_versions as text on text.article_id = claim.article_id and text.version = claim.version
left join copies as copy on copy.article_id = claim.article_id and copy.version = claim.version
left join compared
    on compared.story_id = claim.story_id
    and compared.counted = claim.counted
    and compared.unit is not distinct from claim.unit;

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
