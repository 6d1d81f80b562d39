-- grain: watched feed that has said nothing for much longer than its own rhythm explains
create or replace view silent_feeds as
with last as (
    select feed_id, arg_max(what, happened_at) as what, max(happened_at) as noticed_at
    from ops.feed_history
    where what in ('silent', 'resumed')
    group by feed_id
)
select feed.feed_id, feed.url, feed.title, feed.changed_at as last_entry_at, feed.entries_a_day, last.noticed_at
from feeds as feed
join last on last.feed_id = feed.feed_id
where last.what = 'silent' and feed.removed_at is null;

comment on view silent_feeds is 'Feeds that went silent against their own rhythm. A row per feed that is silent now.';
comment on column silent_feeds.feed_id is 'The feed.';
comment on column silent_feeds.url is 'Its address.';
comment on column silent_feeds.title is 'Its title.';
comment on column silent_feeds.last_entry_at is 'When new entries last came (UTC).';
comment on column silent_feeds.entries_a_day is 'New entries a day before that.';
comment on column silent_feeds.noticed_at is 'The poll that noticed (UTC).';
