-- grain: article x version from the second on
create or replace view revisions as
with pair as (
    select later.article_id, later.version, later.seen_at, later.change, earlier.title as old_title, later.title
    from article_versions as later
    join article_versions as earlier on earlier.article_id = later.article_id and earlier.version = later.version - 1
    where later.version > 1
),
parts as (
    select
        article_id, version,
        -- Trimmed here: trim() takes twenty times as long.
        list({
            'what': what, 'change': change,
            'old': regexp_replace(old_text, '^\s+|\s+$', '', 'g'),
            'new': regexp_replace(new_text, '^\s+|\s+$', '', 'g')
        } order by position)
            -- Of sentences both are 0 where only white space differs.
            filter (where what = 'number' or words_dropped + words_added > 0) as pieces,
        sum(words_added) as words_added, sum(words_dropped) as words_dropped
    from revision_parts
    group by article_id, version
),
-- What stands in one of the two versions: with the later it counts as it is, with the earlier under the next number.
quoted as (
    select article_id, version, text, min(start_char) as start_char, bool_or(is_new) as is_new
    from (
        select article_id, version, text, start_char, true as is_new from quotes
        union all
        select article_id, version + 1, text, start_char, false from quotes
    )
    semi join pair using (article_id, version)
    group by article_id, version, text
    having bool_and(is_new) = bool_or(is_new)
),
quotations as (
    select
        article_id, version,
        list(text order by start_char, text) filter (where is_new) as quotes_appeared,
        list(text order by start_char, text) filter (where not is_new) as quotes_vanished
    from quoted
    group by article_id, version
),
named as (
    select article_id, version, entity_id, min(name) as name, bool_or(is_new) as is_new
    from (
        select article_id, version, entity_id, name, true as is_new from mentions
        union all
        select article_id, version + 1, entity_id, name, false from mentions
    )
    semi join pair using (article_id, version)
    group by article_id, version, entity_id
    having bool_and(is_new) = bool_or(is_new)
),
entities_named as (
    select
        named.article_id, named.version,
        -- Whom no newest version mentions any more is in no row of entities.
        list(coalesce(entity.name, named.name) order by coalesce(entity.name, named.name), named.entity_id)
            filter (where named.is_new) as entities_appeared,
        list(coalesce(entity.name, named.name) order by coalesce(entity.name, named.name), named.entity_id)
            filter (where not named.is_new) as entities_vanished
    from named
    left join entities as entity on entity.entity_id = named.entity_id
    group by named.article_id, named.version
)
select
    pair.article_id, pair.version, pair.seen_at, pair.change, pair.old_title, pair.title,
    coalesce(
        [part.new for part in parts.pieces if part.what = 'sentence' and part.change = 'added'], []
    ) as sentences_added,
    coalesce(
        [part.old for part in parts.pieces if part.what = 'sentence' and part.change = 'dropped'], []
    ) as sentences_dropped,
    coalesce(
        [{'old': part.old, 'new': part.new} for part in parts.pieces if part.change = 'changed'], []
    ) as sentences_changed,
    coalesce(parts.words_added, 0)::integer as words_added,
    coalesce(parts.words_dropped, 0)::integer as words_dropped,
    coalesce(quotations.quotes_appeared, []) as quotes_appeared,
    coalesce(quotations.quotes_vanished, []) as quotes_vanished,
    coalesce(entities_named.entities_appeared, []) as entities_appeared,
    coalesce(entities_named.entities_vanished, []) as entities_vanished,
    coalesce(
        [part.new for part in parts.pieces if part.what = 'number' and part.change = 'added'], []
    ) as numbers_appeared,
    coalesce(
        [part.old for part in parts.pieces if part.what = 'number' and part.change = 'dropped'], []
    ) as numbers_vanished
from pair
left join parts on parts.article_id = pair.article_id and parts.version = pair.version
left join quotations on quotations.article_id = pair.article_id and quotations.version = pair.version
left join entities_named on entities_named.article_id = pair.article_id and entities_named.version = pair.version;

comment on view revisions is 'What became of articles after they were first seen. A row per article and version from the second on, compared with the version before. Behind a removal everything appears, as it vanished in it.';
comment on column revisions.article_id is 'The article.';
comment on column revisions.version is 'The later of the two versions.';
comment on column revisions.seen_at is 'When it was first captured (UTC).';
comment on column revisions.change is 'What differs, as in article_versions: headline, text, date, details, restored, removed.';
comment on column revisions.old_title is 'Headline before.';
comment on column revisions.title is 'Headline of this version.';
comment on column revisions.sentences_added is 'Sentences that came, in the order of the text.';
comment on column revisions.sentences_dropped is 'Sentences that went, in the order of the text. What moved went and came.';
comment on column revisions.sentences_changed is 'Sentences that have other words now: old and new.';
comment on column revisions.words_added is 'Words that came, in sentences that came or changed.';
comment on column revisions.words_dropped is 'Words that went, in sentences that went or changed.';
comment on column revisions.quotes_appeared is 'Quotations whose words the version before has not as a quotation.';
comment on column revisions.quotes_vanished is 'Quotations of the version before whose words this one has not as a quotation.';
comment on column revisions.entities_appeared is 'Names of those that the version before does not mention.';
comment on column revisions.entities_vanished is 'Names of those that only the version before mentions.';
comment on column revisions.numbers_appeared is 'Numbers as written, whose value the version before has nowhere.';
comment on column revisions.numbers_vanished is 'Numbers of the version before as written, whose value this one has nowhere.';
