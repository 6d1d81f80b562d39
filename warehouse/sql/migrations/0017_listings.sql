-- grain: sitemap (its newest listing); page that no sitemap lists any more
create table ops.listings (
    sitemap varchar not null,
    capture_id varchar not null,
    position bigint not null,
    listed_at timestamptz not null,
    is_full boolean not null,
    pages bigint[] not null,
    moments bigint[] not null
);

comment on table ops.listings is 'What each sitemap listed last. A row per sitemap that was read, without indexes, news sitemaps and what was empty or damaged.';
comment on column ops.listings.sitemap is 'Its address.';
comment on column ops.listings.capture_id is 'The capture it was read from.';
comment on column ops.listings.position is 'Place of that capture in the log.';
comment on column ops.listings.listed_at is 'When it was captured (UTC).';
comment on column ops.listings.is_full is 'Whether it lists 50,000 pages, all that a sitemap may, or more: then what it lacks may stand in another one.';
comment on column ops.listings.pages is 'The pages that it lists, in its order, each once: the first 60 bits of the MD5 of the key of the address, (''0x'' || substr(md5(key), 1, 15))::bigint of ops.article_keys.';
comment on column ops.listings.moments is 'When each page changed last, in seconds since 1970 (UTC): the time that the sitemap gives, else the day in the address, else null.';

create table ops.delisted (
    page bigint not null,
    sitemap varchar not null,
    last_listed_at timestamptz not null,
    capture_id varchar not null,
    position bigint not null,
    missing_at timestamptz not null,
    relisted_by varchar,
    relisted_at timestamptz
);

comment on table ops.delisted is 'Pages that went missing from sitemaps, read as articles or not. A row per page and time that the last sitemap to list it dropped it; delistings has the articles among them.';
comment on column ops.delisted.page is 'The page, as in ops.listings.';
comment on column ops.delisted.sitemap is 'Address of the sitemap that listed it last.';
comment on column ops.delisted.last_listed_at is 'When that sitemap was last captured with the page (UTC).';
comment on column ops.delisted.capture_id is 'The capture of the sitemap that lacks the page.';
comment on column ops.delisted.position is 'Place of that capture in the log.';
comment on column ops.delisted.missing_at is 'When that was (UTC).';
comment on column ops.delisted.relisted_by is 'The capture of the sitemap that lists it again, this or another one; null while none does.';
comment on column ops.delisted.relisted_at is 'When that was (UTC); null while none does.';

comment on column ops.captures.media is 'What the bytes are: text, html, record (a line of a .jsonl file), feed, entry (an entry of a polled feed without its page), no_page (a record of a web archive that holds none), sitemap or other (what leads to articles and is none).';
