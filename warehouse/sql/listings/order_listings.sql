-- grain: listing of the load, or newest one stored, with the listing of its sitemap before it and behind it
-- reads: ops.listings, listings_new
-- writes: listings_ordered
create or replace temp table listings_ordered as
select
    *,
    lag(position) over sitemaps as earlier,
    lead(position) over sitemaps as later
from (
    select sitemap, capture_id, position, listed_at from ops.listings
    union all by name
    select sitemap, capture_id, position, listed_at from listings_new
)
window sitemaps as (partition by sitemap order by position);
