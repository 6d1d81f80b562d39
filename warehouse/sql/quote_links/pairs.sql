-- grain: new quotation x earlier one that may be of the same words
-- reads: quote_links_keys, quote_links_earlier_keys, quote_links_quotations, ops.quotations, quotes
-- writes: quote_links_pairs (temporary)
-- Compared with a version are its predecessor and what other articles said last before it. A copy of a text that is
-- looked at already comes after all other texts, so that forty copies do not hide a translation.
create or replace temp table quote_links_pairs as
with keyed as (
    select key, position, false as is_new from quote_links_earlier_keys
    union all
    select key, position, true from quote_links_keys
),
before as (
    select
        position, is_new,
        list(position) over (
            partition by key order by position rows between $quotes_per_key preceding and 1 preceding
        ) as others
    from keyed
),
own_keys as (select position, count(*) as keys from quote_links_keys group by position),
shared as materialized (
    select position, other, count(*) as keys
    from (select position, unnest(others) as other from before where is_new)
    group by position, other
    having count(*) >= $least_pairs
),
known as materialized (
    select * exclude (text) from quote_links_quotations
    union all
    select stored.*
    from ops.quotations as stored
    where stored.position in (select other from shared)
),
editions as materialized (
    select article_id, version, min(position) as begins
    from (
        select article_id, version, position from quote_links_quotations
        union all
        select stored.article_id, stored.version, stored.position
        from ops.quotations as stored
        where stored.article_id in (select article_id from known)
    )
    group by article_id, version
),
followed as (
    select
        article_id, version,
        lead(version) over (partition by article_id order by version) as followed_by,
        lead(begins) over (partition by article_id order by version) as followed_at
    from editions
),
pairs as (
    select
        shared.position, shared.other, shared.keys, own.quote_id, earlier.quote_id as other_id,
        own.article_id = earlier.article_id as versions,
        case
            when own.said_by = earlier.said_by then true
            when own.said_by_kind = earlier.said_by_kind then false
        end as same_speaker,
        (epoch(own.published_at) - epoch(earlier.published_at)) / 86400 as days
    from shared
    join quote_links_quotations as own on own.position = shared.position
    join own_keys on own_keys.position = shared.position
    join known as earlier on earlier.position = shared.other
    join followed on followed.article_id = earlier.article_id and followed.version = earlier.version
    where case
        when own.article_id = earlier.article_id then own.version = followed.followed_by
        else followed.followed_at is null or followed.followed_at > own.position
    end
    and ((own.said_by = earlier.said_by) is not true or shared.keys >= least($least_keys, ceil(own_keys.keys / 2)))
),
worded as (
    select
        pairs.*, own.text, own.kind, earlier.text as other_text, earlier.kind as other_kind,
        row_number() over (partition by pairs.position, earlier.text order by pairs.other desc) as copy
    from pairs
    join quotes as own on own.quote_id = pairs.quote_id
    join quotes as earlier on earlier.quote_id = pairs.other_id
)
from worded
qualify
    row_number() over (partition by position order by versions desc, copy, keys desc, other desc) <= $pairs_per_quote;
