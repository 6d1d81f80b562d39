-- grain: pair of quotations; quotation, in the order of the log; quotation x key
create table quote_links (
    quote_id varchar not null,
    other_id varchar not null,
    similarity double not null,
    kind varchar not null
);

comment on table quote_links is 'Quotations of the same words in other articles or versions. A row per quotation and earlier one; of many earlier ones the likeliest twelve.';
comment on column quote_links.quote_id is 'The quotation.';
comment on column quote_links.other_id is 'One that stood before it in the archive.';
comment on column quote_links.similarity is 'Share of words in common, 0 to 1: of all (same, changed), of the shorter one (partial), or by weight of the two sentences that are most alike (rendering).';
comment on column quote_links.kind is 'same (the same words), partial (one holds a sentence or all of the other), rendering (the same in other words: another translation or an account of it), or changed (edited between two versions of one article).';

create table ops.quotations (
    position bigint not null,
    quote_id varchar not null,
    article_id varchar not null,
    version integer not null,
    said_by varchar,
    said_by_kind varchar,
    published_at timestamptz
);

comment on table ops.quotations is 'Quotations in the order in which they are compared. A row per quotation.';
comment on column ops.quotations.position is 'How-manieth quotation this was, from 1, in the order of the archive.';
comment on column ops.quotations.quote_id is 'The quotation.';
comment on column ops.quotations.article_id is 'The article.';
comment on column ops.quotations.version is 'Its version.';
comment on column ops.quotations.said_by is 'The speaker by the evidence of the names alone (ops.names.found_entity_id), whatever was decided since.';
comment on column ops.quotations.said_by_kind is 'Kind of the speaker: person, org …';
comment on column ops.quotations.published_at is 'When this version says that it was published (UTC).';

create table ops.quote_keys (
    key uinteger not null,
    position bigint not null
);

comment on table ops.quote_keys is 'By what a quotation is found that may be of the same words as a new one. A row per quotation and key.';
comment on column ops.quote_keys.key is 'Hash of two neighbouring words, or of a word and who said it; words are cut to five letters.';
comment on column ops.quote_keys.position is 'The quotation, in ops.quotations.';
