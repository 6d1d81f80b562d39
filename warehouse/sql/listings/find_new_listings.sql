-- grain: listing of the load, with its place in the log
-- reads: staged_listings, ops.captures, ops.listings
-- writes: listings_new
-- What was fetched before the newest of its sitemap comes too late to say what is listed since.
create or replace temp table listings_new as
with placed as (
    select
        listing.* exclude (batch),
        stored.position, stored.run_id, stored.seen_at as listed_at
    from staged_listings as listing
    join ops.captures as stored using (capture_id)
)
select placed.*
from placed
left join ops.listings as newest using (sitemap)
where (placed.listed_at >= newest.listed_at) is not false
qualify (
    placed.listed_at >= max(placed.listed_at) over (
        partition by sitemap order by placed.position rows between unbounded preceding and 1 preceding
    )
) is not false;
