-- grain: article, newest version that holds a text
create or replace view articles as
select
    version.article_id, version.source_id, version.url, version.title, version.authors, version.lead, version.text,
    version.language, version.published_at, version.published_from, version.updated_at, version.dateline_place,
    version.dateline_date, version.agency, version.is_truncated, version.truncated_because, head.first_seen_at,
    head.last_seen_at, version.version, version.word_count, version.text_hash, version.extra, version.published_raw,
    version.dates_disagree, version.annotated_with, head.removed_at
from ops.article_heads as head
join article_versions as version on version.article_id = head.article_id and version.version = head.version;

comment on view articles is 'Articles as they were told last. A row per article: its newest version that holds a text.';
comment on column articles.article_id is 'Deterministic id of the article, from the first key it was known by.';
comment on column articles.source_id is 'The outlet.';
comment on column articles.url is 'Canonical address; null where the document has none (ops.captures says where it was found).';
comment on column articles.title is 'Headline.';
comment on column articles.authors is 'Byline, a name each, in order.';
comment on column articles.lead is 'First paragraph of the body without its dateline.';
comment on column articles.text is 'Cleaned text; the offsets of this version point into it.';
comment on column articles.language is 'ISO 639 code (two letters where there are), stated, detected or declared; null where none is sure.';
comment on column articles.published_at is 'Publication time (UTC); midnight where only the day is known; null where there is no evidence.';
comment on column articles.published_from is 'Where published_at was read: feed, jsonld, meta, url, dateline, text or file (a field of the input record).';
comment on column articles.updated_at is 'Time of the last update, as the publisher states it (UTC).';
comment on column articles.dateline_place is 'Place in the dateline.';
comment on column articles.dateline_date is 'Day in the dateline.';
comment on column articles.agency is 'News agency that the dateline credits.';
comment on column articles.is_truncated is 'Whether the text is known to be cut (paywall, teaser).';
comment on column articles.truncated_because is 'Why the text is cut, where it is: see article_versions.';
comment on column articles.first_seen_at is 'When the article was first captured (UTC).';
comment on column articles.last_seen_at is 'When the article was last captured, changed or not (UTC).';
comment on column articles.version is 'Number of the newest version that holds a text; all are in article_versions.';
comment on column articles.word_count is 'Words of the text, separated by white space.';
comment on column articles.text_hash is 'SHA-256 of the text, in hexadecimal.';
comment on column articles.extra is 'Unknown fields of the input record, as JSON.';
comment on column articles.published_raw is 'The words that published_at was read from.';
comment on column articles.dates_disagree is 'Whether two pieces of evidence for the publication date are more than a day apart.';
comment on column articles.annotated_with is 'Model that found the mentions; null where no model reads the language: the article then has no mentions.';
comment on column articles.removed_at is 'When its page was found gone (404 or 410, UTC); null while it stands. What it said last is here all the same.';
