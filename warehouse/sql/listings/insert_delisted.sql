-- grain: page that no sitemap lists any more, and the listing that was the last to drop it
-- reads: ops.listings, listings_new, listings_missing, listings_ordered
-- writes: ops.delisted
insert into ops.delisted by name
with lists as (
    select position, pages from ops.listings
    union all by name
    select position, pages from listings_new
),
elsewhere as (
    select distinct listings_missing.position, listings_missing.page
    from (select position, unnest(pages) as page from lists) as listing
    join listings_missing using (page)
    join listings_ordered on listings_ordered.position = listing.position
    where listing.position < listings_missing.position
      and (listings_ordered.later is null or listings_ordered.later > listings_missing.position)
)
select
    listings_missing.page, listings_ordered.sitemap, before.listed_at as last_listed_at, listings_ordered.capture_id,
    listings_missing.position, listings_ordered.listed_at as missing_at
from listings_missing
anti join elsewhere using (position, page)
join listings_ordered using (position)
join listings_ordered as before on before.position = listings_ordered.earlier
order by listings_missing.position, listings_missing.page;
