-- grain: outlet; article x version; link of an article version; article; identity key of an article
create table sources (
    source_id varchar not null,
    name varchar not null,
    domain varchar,
    country varchar,
    language varchar
);

comment on table sources is 'Outlets. A row per outlet.';
comment on column sources.source_id is 'Deterministic id of the outlet: from its domain, or from its name where the input states one or there is no address.';
comment on column sources.name is 'Name of the outlet as first given; its domain where no document names it.';
comment on column sources.domain is 'Host of its pages without www., as first seen. Null where no document has an address.';
comment on column sources.country is 'ISO 3166-1 alpha-2 code, where a document of the outlet says so.';
comment on column sources.language is 'ISO 639 code of most of its articles.';

create table article_versions (
    article_id varchar not null,
    version integer not null,
    seen_at timestamptz not null,
    title varchar,
    text varchar not null,
    text_hash varchar not null,
    capture_id varchar not null,
    change varchar not null,
    source_id varchar not null,
    url varchar,
    authors varchar[] not null,
    lead varchar,
    language varchar,
    published_at timestamptz,
    published_from varchar,
    published_raw varchar,
    dates_disagree boolean not null,
    updated_at timestamptz,
    dateline_place varchar,
    dateline_date date,
    agency varchar,
    is_truncated boolean not null,
    word_count integer not null,
    content_hash varchar not null,
    annotated_with varchar,
    removed struct("rule" varchar, "text" varchar)[] not null,
    extra json
);

comment on table article_versions is 'Every telling of every article. A row per article and version; rows are appended, never overwritten.';
comment on column article_versions.article_id is 'The article.';
comment on column article_versions.version is '1 for the first text seen, then 2, 3 … in the order of capture.';
comment on column article_versions.seen_at is 'When this version was first captured (UTC).';
comment on column article_versions.title is 'Headline.';
comment on column article_versions.text is 'Cleaned text; all character offsets of this version point into it.';
comment on column article_versions.text_hash is 'SHA-256 of the text, in hexadecimal.';
comment on column article_versions.capture_id is 'The capture (ops.captures) that this version was read from.';
comment on column article_versions.change is 'What differs from the version before: new, or headline, text, date, details joined by +.';
comment on column article_versions.source_id is 'The outlet.';
comment on column article_versions.url is 'Canonical address; null where the document has none.';
comment on column article_versions.authors is 'Byline, a name each, in order.';
comment on column article_versions.lead is 'First paragraph of the body without its dateline.';
comment on column article_versions.language is 'ISO 639 code (two letters where there are), stated, detected or declared; null where none is sure.';
comment on column article_versions.published_at is 'Publication time (UTC); midnight where only the day is known; null where there is no evidence.';
comment on column article_versions.published_from is 'Where published_at was read: feed, jsonld, meta, url, dateline, text or file (a field of the input record).';
comment on column article_versions.published_raw is 'The words that published_at was read from.';
comment on column article_versions.dates_disagree is 'Whether two pieces of evidence for the publication date are more than a day apart.';
comment on column article_versions.updated_at is 'Time of the last update, as the publisher states it (UTC).';
comment on column article_versions.dateline_place is 'Place in the dateline.';
comment on column article_versions.dateline_date is 'Day in the dateline.';
comment on column article_versions.agency is 'News agency that the dateline credits.';
comment on column article_versions.is_truncated is 'Whether the text is known to be cut (paywall, teaser).';
comment on column article_versions.word_count is 'Words of the text, separated by white space.';
comment on column article_versions.content_hash is 'SHA-256 of all that makes a version: headline, text, publication date, byline, outlet, address, language, extra.';
comment on column article_versions.annotated_with is 'Model that found the mentions, with its version; null where no model reads the language: the version then has no mentions.';
comment on column article_versions.removed is 'What cleaning took out of the text, with the name of the rule, so that a rule can be audited.';
comment on column article_versions.extra is 'Unknown fields of the input record, as JSON.';

create table links (
    article_id varchar not null,
    version integer not null,
    position integer not null,
    kind varchar not null,
    title varchar not null,
    url varchar
);

comment on table links is 'Related and inline links. A row per link of an article version.';
comment on column links.article_id is 'The article.';
comment on column links.version is 'Version of the article that holds the link.';
comment on column links.position is 'Order within the article, from 0.';
comment on column links.kind is 'related (a pointer to another story) or inline (in the running text).';
comment on column links.title is 'Words of the link.';
comment on column links.url is 'Address; null for a headline that was printed without one.';

create table ops.article_heads (
    article_id varchar not null,
    version integer not null,
    source_id varchar not null,
    version_seen_at timestamptz not null,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null
);

comment on table ops.article_heads is 'Newest version of each article. A row per article.';
comment on column ops.article_heads.article_id is 'The article.';
comment on column ops.article_heads.version is 'Its newest version.';
comment on column ops.article_heads.source_id is 'Outlet of the newest version.';
comment on column ops.article_heads.version_seen_at is 'When the newest version was first captured (UTC).';
comment on column ops.article_heads.first_seen_at is 'When the article was first captured (UTC).';
comment on column ops.article_heads.last_seen_at is 'When the article was last captured, changed or not (UTC).';

create table ops.article_keys (
    key varchar not null,
    article_id varchar not null,
    digest varchar,
    content_hash varchar
);

comment on table ops.article_keys is 'By what an article is known again. A row per key; a key leads to one article for good.';
comment on column ops.article_keys.key is 'url:…, file:…, or title:outlet|title|day for documents without an address.';
comment on column ops.article_keys.article_id is 'The article it leads to.';
comment on column ops.article_keys.digest is 'Digest of the last capture at this address; null for keys that are no address.';
comment on column ops.article_keys.content_hash is 'Content hash of the last document at this address.';
