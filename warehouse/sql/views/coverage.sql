-- grain: outlet x day
create or replace view coverage as
with announced as (
    select feed.source_id, cast(entry.first_seen_at as date) as day, count(*) as entries
    from ops.entries as entry
    join feeds as feed on feed.feed_id = entry.feed_id
    where feed.source_id is not null
    group by all
),
missed as (
    select feed.source_id, cast(gap.until as date) as day, count(*) as gaps, sum(gap.estimated_missed) as entries
    from ops.poll_gaps as gap
    join feeds as feed on feed.feed_id = gap.feed_id
    where feed.source_id is not null
    group by all
),
received as (
    select
        source_id, cast(seen_at as date) as day, count(*) as articles,
        count(*) filter (
            truncated_because in ('blocked', 'robots', 'paywall', 'login_page', 'rate_limited')
        ) as blocked,
        count(*) filter (
            is_truncated
            and coalesce(truncated_because, '') not in ('blocked', 'robots', 'paywall', 'login_page', 'rate_limited')
        ) as truncated
    from article_versions
    where version = 1
    group by all
),
refused as (
    select source.source_id, cast(reject.seen_at as date) as day, count(*) as documents
    from ops.rejects as reject
    join sources as source on source.domain = regexp_extract(reject.uri, '^https?://(?:www\.)?([^/:?#]+)', 1)
    group by all
),
told as (
    select source_id, day from announced
    union
    select source_id, day from missed
    union
    select source_id, day from received
    union
    select source_id, day from refused
)
select
    told.source_id,
    coalesce(outlet.name, (select min(feed.title) from feeds as feed where feed.source_id = told.source_id)) as outlet,
    told.day,
    case
        when announced.entries is not null or missed.gaps is not null
            then coalesce(announced.entries, 0) + cast(coalesce(missed.entries, 0) as bigint)
    end as expected,
    coalesce(received.articles, 0) as received, coalesce(received.blocked, 0) as blocked,
    coalesce(received.truncated, 0) as truncated, coalesce(refused.documents, 0) as rejected,
    coalesce(missed.gaps, 0) as gaps
from told
left join sources as outlet on outlet.source_id = told.source_id
left join announced on announced.source_id = told.source_id and announced.day = told.day
left join missed on missed.source_id = told.source_id and missed.day = told.day
left join received on received.source_id = told.source_id and received.day = told.day
left join refused on refused.source_id = told.source_id and refused.day = told.day;

comment on view coverage is 'How much of each outlet''s news came in. A row per outlet and day on which anything was announced, received or refused.';
comment on column coverage.source_id is 'The outlet.';
comment on column coverage.outlet is 'Its name; the title of its feed where no article came in yet.';
comment on column coverage.day is 'The day (UTC).';
comment on column coverage.expected is 'Entries that its feeds showed for the first time, and those that may have been missed between two polls; null where no feed of it was read that day.';
comment on column coverage.received is 'Articles first seen that day, whole or not.';
comment on column coverage.blocked is 'Of these, those whose page was refused (blocked, robots, paywall, login_page, rate_limited): the feed''s own words are the article.';
comment on column coverage.truncated is 'Of these, others that are known to be cut.';
comment on column coverage.rejected is 'Documents of its addresses that are no articles: see ops.rejects.';
comment on column coverage.gaps is 'Times between two polls in which entries may have come and gone unseen: see ops.poll_gaps.';
