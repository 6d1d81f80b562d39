-- grain: quotation in a version; source cited in a version
create table quotes (
    quote_id varchar not null,
    article_id varchar not null,
    version integer not null,
    speaker varchar,
    speaker_entity_id varchar,
    text varchar not null,
    kind varchar not null,
    cue varchar,
    start_char integer not null,
    end_char integer not null,
    confidence double not null,
    speaker_start integer,
    speaker_end integer,
    speaker_mention_id varchar,
    rule varchar not null
);

comment on table quotes is 'Who said what, in whose words. A row per quotation in an article version; substr(articles.text, start_char + 1, end_char - start_char) = text.';
comment on column quotes.quote_id is 'Deterministic id of the quotation.';
comment on column quotes.article_id is 'The article.';
comment on column quotes.version is 'Version of the article whose text the offsets point into.';
comment on column quotes.speaker is 'Words that name the speaker, exactly as they stand in the text: a name, a pronoun, "the minister"; null where there are none.';
comment on column quotes.speaker_entity_id is 'Who is meant by them; null where it is nobody the article names.';
comment on column quotes.text is 'The quotation with its marks, exactly as it stands in the text. One that its cue interrupts ("…," he said. "…") holds the cue.';
comment on column quotes.kind is 'direct (all of it between quotation marks), mixed (some of it) or indirect (none).';
comment on column quotes.cue is 'Words that tell of speech, as they stand in the text: said, told, according to, a colon; null where a quotation goes on without any.';
comment on column quotes.start_char is 'Offset of the first character, from 0.';
comment on column quotes.end_char is 'Offset after the last character.';
comment on column quotes.confidence is 'How sure it is that somebody said this, 0 to 1: how often the rule was right on articles with known quotations.';
comment on column quotes.speaker_start is 'Offset of the first character of the speaker.';
comment on column quotes.speaker_end is 'Offset after the last character of the speaker.';
comment on column quotes.speaker_mention_id is 'The mention that names the speaker, or that a pronoun or a role leads to; null where there is none.';
comment on column quotes.rule is 'What found it: tag ("…," he said), across (…, he said, …), introduced (he said: "…"), that (he said that …), clause (he said he …), asked (he asked whether …), according (according to …), colon (…: "…"), headline (Ayoub: …), continued (no cue of its own).';

create table attributions (
    attribution_id varchar not null,
    article_id varchar not null,
    version integer not null,
    source_name varchar not null,
    entity_id varchar,
    kind varchar not null,
    start_char integer,
    end_char integer,
    surface varchar not null,
    mention_id varchar,
    quote_id varchar
);

comment on table attributions is 'Sources that are cited: outlets, agencies, bodies. A row per source and place in an article version; substr(articles.text, start_char + 1, end_char - start_char) = surface.';
comment on column attributions.attribution_id is 'Deterministic id of the row.';
comment on column attributions.article_id is 'The article.';
comment on column attributions.version is 'Version of the article whose text the offsets point into.';
comment on column attributions.source_name is 'Name of the source: the fullest form that the article gives, or the usual name of an agency; where it is not named, the words that mean it.';
comment on column attributions.entity_id is 'The source as an entity; null where it is no mention of the text.';
comment on column attributions.kind is 'reported (X reported, according to X, citing X), told (told X), quoted (as quoted by X), credit (agency of the dateline) or byline (outlet or agency of the byline).';
comment on column attributions.start_char is 'Offset of the first character of the source, from 0; null where it stands outside the text.';
comment on column attributions.end_char is 'Offset after its last character; null where it stands outside the text.';
comment on column attributions.surface is 'The words that name the source, exactly as they stand in the text or in the byline.';
comment on column attributions.mention_id is 'The mention of the source; null where there is none.';
comment on column attributions.quote_id is 'The quotation that the source is cited for; null where there is none.';
