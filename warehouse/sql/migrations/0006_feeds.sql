-- grain: watched feed; event in a feed's life; gap between polls; request; entry of a feed; page that is fetched again
create table feeds (
    feed_id varchar not null,
    source_id varchar,
    url varchar not null,
    title varchar,
    home_url varchar,
    folder varchar[] not null,
    pages boolean not null,
    identity varchar,
    evidence json,
    added_at timestamptz not null,
    removed_at timestamptz,
    status varchar not null,
    next_poll_at timestamptz not null,
    interval_seconds double not null,
    etag varchar,
    last_modified varchar,
    body_digest varchar,
    validators_lie boolean not null,
    polled_at timestamptz,
    succeeded_at timestamptz,
    read_at timestamptz,
    changed_at timestamptz,
    newest_entry_at timestamptz,
    document_entries bigint,
    entries_a_day double,
    longest_pause_seconds double,
    failures double not null,
    last_kind varchar,
    last_detail varchar,
    moved_url varchar,
    moved_count bigint not null,
    ttl_minutes bigint,
    skip_hours bigint[] not null,
    skip_days bigint[] not null,
    update_seconds bigint
);

comment on table feeds is 'The watch list. A row per feed; a feed that was removed keeps its row.';
comment on column feeds.feed_id is 'Deterministic id of the address it was added with.';
comment on column feeds.source_id is 'The outlet, by the site that the feed names or comes from.';
comment on column feeds.url is 'Where it is polled now; changes when it has moved for good.';
comment on column feeds.title is 'Title, as subscribed or as the feed says.';
comment on column feeds.home_url is 'The site it belongs to.';
comment on column feeds.folder is 'Folders of the subscription list, outermost first.';
comment on column feeds.pages is 'Whether the pages of its entries are fetched; else the entries themselves are the articles.';
comment on column feeds.identity is 'How an entry is known again: guid, link, bare_link or title_day; null before the first reading.';
comment on column feeds.evidence is 'Counts on which the choice of identity rests, as JSON.';
comment on column feeds.added_at is 'When it was added (UTC).';
comment on column feeds.removed_at is 'When it was removed from the watch list (UTC); null while it is watched.';
comment on column feeds.status is 'active, failing (asked again with growing patience) or resting (said 410: asked again after a week).';
comment on column feeds.next_poll_at is 'When it is due (UTC).';
comment on column feeds.interval_seconds is 'Time between polls that its rhythm suggests.';
comment on column feeds.etag is 'ETag of the last answer.';
comment on column feeds.last_modified is 'Last-Modified of the last answer.';
comment on column feeds.body_digest is 'SHA-256 of the last body, in hexadecimal.';
comment on column feeds.validators_lie is 'Whether its server was caught saying "not modified" of a feed that had changed; it is then asked without.';
comment on column feeds.polled_at is 'Last poll (UTC).';
comment on column feeds.succeeded_at is 'Last poll that was answered (UTC).';
comment on column feeds.read_at is 'Last poll that gave a document (UTC).';
comment on column feeds.changed_at is 'When new entries last came (UTC).';
comment on column feeds.newest_entry_at is 'Newest date of an entry (UTC).';
comment on column feeds.document_entries is 'Entries in the last document that had any.';
comment on column feeds.entries_a_day is 'New entries a day, smoothed.';
comment on column feeds.longest_pause_seconds is 'Longest silence that it lately broke.';
comment on column feeds.failures is 'Weight of the failures in a row: temporary 0.5, soft 1, hard 2.';
comment on column feeds.last_kind is 'What came of the last poll.';
comment on column feeds.last_detail is 'The particulars, in one line.';
comment on column feeds.moved_url is 'Where it is redirected to for good, before that is believed.';
comment on column feeds.moved_count is 'Polls in a row that saw this redirect.';
comment on column feeds.ttl_minutes is 'Minutes it asks to be left alone (RSS ttl).';
comment on column feeds.skip_hours is 'Hours (GMT) in which it asks not to be polled.';
comment on column feeds.skip_days is 'Days (0 is Monday) on which it asks not to be polled.';
comment on column feeds.update_seconds is 'How often it says it is updated (sy:updatePeriod).';

create table ops.feed_history (
    feed_id varchar not null,
    run_id varchar,
    happened_at timestamptz not null,
    what varchar not null,
    detail varchar not null
);

comment on table ops.feed_history is 'What happened to feeds. A row per event.';
comment on column ops.feed_history.feed_id is 'The feed.';
comment on column ops.feed_history.run_id is 'The run that saw it; null for what a user did.';
comment on column ops.feed_history.happened_at is 'When (UTC).';
comment on column ops.feed_history.what is 'added, removed, moved, merged, failing, rests, recovered, validators_lie, silent, resumed or identity.';
comment on column ops.feed_history.detail is 'The particulars, in one line.';

create table ops.poll_gaps (
    feed_id varchar not null,
    run_id varchar not null,
    since timestamptz not null,
    until timestamptz not null,
    estimated_missed bigint
);

comment on table ops.poll_gaps is 'Times in which entries may have come and gone unseen: a poll found none of the entries it knew. A row per gap.';
comment on column ops.poll_gaps.feed_id is 'The feed.';
comment on column ops.poll_gaps.run_id is 'The run that noticed.';
comment on column ops.poll_gaps.since is 'The last poll before (UTC).';
comment on column ops.poll_gaps.until is 'The poll that noticed (UTC).';
comment on column ops.poll_gaps.estimated_missed is 'Entries that may have been missed, by the pace of the feed; null where that is unknown.';

create table ops.fetches (
    run_id varchar not null,
    purpose varchar not null,
    uri varchar not null,
    final_uri varchar,
    feed_id varchar,
    status bigint,
    outcome varchar not null,
    detail varchar,
    seconds double not null,
    size_bytes bigint not null,
    capture_id varchar,
    fetched_at timestamptz not null
);

comment on table ops.fetches is 'Requests. A row per request, redirects included in it; robots.txt apart.';
comment on column ops.fetches.run_id is 'The run that made it.';
comment on column ops.fetches.purpose is 'feed, page, robots, sitemap or site.';
comment on column ops.fetches.uri is 'The address that was asked for.';
comment on column ops.fetches.final_uri is 'The address that answered, after redirects.';
comment on column ops.fetches.feed_id is 'The feed that it was made for.';
comment on column ops.fetches.status is 'Status of the answer; null where there was none.';
comment on column ops.fetches.outcome is 'answered, or why there was no answer: bad_url, scheme, credentials, private_address, dns, connect, tls, timeout, too_large, bomb, bad_encoding, too_many_redirects, redirect_loop, bad_redirect, protocol, robots or resting.';
comment on column ops.fetches.detail is 'The particulars, in one line.';
comment on column ops.fetches.seconds is 'Time on the network.';
comment on column ops.fetches.size_bytes is 'Bytes of the body.';
comment on column ops.fetches.capture_id is 'The capture of the answer.';
comment on column ops.fetches.fetched_at is 'When (UTC).';

create table ops.entries (
    feed_id varchar not null,
    keys varchar[] not null,
    digest varchar not null,
    url varchar,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null
);

comment on table ops.entries is 'Entries that polls have seen. A row per entry of a feed.';
comment on column ops.entries.feed_id is 'The feed.';
comment on column ops.entries.keys is 'By what it is known again, under every policy of identity.';
comment on column ops.entries.digest is 'SHA-256 of what it says, in hexadecimal.';
comment on column ops.entries.url is 'Its link.';
comment on column ops.entries.first_seen_at is 'When it was first seen (UTC).';
comment on column ops.entries.last_seen_at is 'When it was last seen in the feed (UTC).';

create table ops.pages (
    url varchar not null,
    feed_id varchar,
    context json not null,
    state varchar not null,
    attempts bigint not null,
    checks bigint not null,
    etag varchar,
    last_modified varchar,
    body_digest varchar,
    status bigint,
    trouble varchar,
    first_fetched_at timestamptz not null,
    fetched_at timestamptz not null,
    next_fetch_at timestamptz
);

comment on table ops.pages is 'Pages of entries: fetched, retried where that failed, looked at again after 1 h, 6 h, 24 h and 7 d. A row per address.';
comment on column ops.pages.url is 'The address, as the entry links to it.';
comment on column ops.pages.feed_id is 'The feed whose entry links to it.';
comment on column ops.pages.context is 'The entry and its feed, as JSON.';
comment on column ops.pages.state is 'read, failed (the entry is the article meanwhile), or gone (404 or 410 after it had been read).';
comment on column ops.pages.attempts is 'Fetches in a row that gave no page.';
comment on column ops.pages.checks is 'Looks at it since it was first read.';
comment on column ops.pages.etag is 'ETag of the last page.';
comment on column ops.pages.last_modified is 'Last-Modified of the last page.';
comment on column ops.pages.body_digest is 'SHA-256 of the last page, in hexadecimal.';
comment on column ops.pages.status is 'Status of the last answer.';
comment on column ops.pages.trouble is 'Why the last fetch gave no page.';
comment on column ops.pages.first_fetched_at is 'First fetch (UTC).';
comment on column ops.pages.fetched_at is 'Last fetch (UTC).';
comment on column ops.pages.next_fetch_at is 'When it is due again (UTC); null when it is left alone.';
