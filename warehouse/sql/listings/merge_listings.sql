-- grain: sitemap; its newest listing
-- reads: listings_new
-- writes: ops.listings
-- A list that did not change is not written again: most do not, and one is up to 800 KB.
merge into ops.listings as stored
using (
    select * exclude (run_id)
    from listings_new
    qualify row_number() over (partition by sitemap order by position desc) = 1
) as newest
on stored.sitemap = newest.sitemap
when matched and stored.pages = newest.pages and stored.moments = newest.moments then update set
    capture_id = newest.capture_id, position = newest.position, listed_at = newest.listed_at, is_full = newest.is_full
when matched then update by name
when not matched then insert by name;
