-- grain: article (when its page was found gone); identity key (the same); part of a version that the one before lacks, or the other way round
alter table ops.article_heads add column removed_version integer;
alter table ops.article_heads add column removed_at timestamptz;
alter table ops.article_keys add column gone_at timestamptz;

comment on table ops.article_heads is 'Newest telling of each article. A row per article.';
comment on column ops.article_heads.version is 'Its newest version that holds a text.';
comment on column ops.article_heads.removed_version is 'The version that tells that its page is gone; null while it stands.';
comment on column ops.article_heads.removed_at is 'When its page was found gone (UTC); null while it stands.';
comment on column ops.article_heads.last_seen_at is 'When the article was last captured, changed or not (UTC); an answer that it is gone is no capture of it.';
comment on column ops.article_keys.gone_at is 'When this address answered that there is no page any more (UTC); null while it gives one.';
comment on column article_versions.change is 'What differs from the version before: new; removed (the page answered 404 or 410: the headline is kept, the text is empty); or headline, text, date, restored, details, joined by +. Behind a removal it is told against the last text. restored: headline and text are those of an earlier version than the one before. details: anything else.';
comment on column article_versions.text is 'Cleaned text; all character offsets of this version point into it. Empty where the page was found gone.';
comment on column ops.loads.outcome is 'new, changed or unchanged. That a known page was found gone is a change.';

create table revision_parts (
    article_id varchar not null,
    version integer not null,
    position integer not null,
    what varchar not null,
    change varchar not null,
    old_start integer,
    old_end integer,
    new_start integer,
    new_end integer,
    old_text varchar not null,
    new_text varchar not null,
    words_dropped integer not null,
    words_added integer not null
);

comment on table revision_parts is 'What a version has that the one before has not, and the other way round. A row per sentence or number that was added, dropped or changed. Putting the new sentences in the places of the old ones makes the one text the other.';
comment on column revision_parts.article_id is 'The article.';
comment on column revision_parts.version is 'The later of the two versions; the other is the one before.';
comment on column revision_parts.position is 'Order within the version, from 0: sentences in the order of the text, then numbers.';
comment on column revision_parts.what is 'sentence, or number.';
comment on column revision_parts.change is 'added, dropped or changed. Numbers are added or dropped: the other text has the value nowhere. What moved is dropped and added.';
comment on column revision_parts.old_start is 'Offset of its first character in the text before, from 0; where a sentence was added, its place; null where a number was.';
comment on column revision_parts.old_end is 'Offset after its last character in the text before.';
comment on column revision_parts.new_start is 'Offset of its first character in the text of the version; where it was dropped, the place.';
comment on column revision_parts.new_end is 'Offset after its last character in the text of the version.';
comment on column revision_parts.old_text is 'The words as they stood, with the white space behind them; empty where it was added.';
comment on column revision_parts.new_text is 'The words as they stand now, with the white space behind them; empty where it was dropped.';
comment on column revision_parts.words_dropped is 'Words that went; 0 for numbers.';
comment on column revision_parts.words_added is 'Words that came; 0 for numbers.';
