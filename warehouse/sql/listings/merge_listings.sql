-- grain: sitemap; its newest listing
-- reads: listings_new
-- writes: ops.listings
-- A list that did not change is not written again: most do not, and one is up to 800 KB.
merge into ops.listings as stored
using (from listings_new qualify row_number() over (partition by sitemap order by position desc) = 1) as newest
on stored.sitemap = newest.sitemap
when matched and stored.pages = newest.pages and stored.moments = newest.moments then update set
    capture_id = newest.capture_id,
    position = newest.position,
    listed_at = newest.listed_at,
    is_full = newest.is_full
when matched then update set
    capture_id = newest.capture_id,
    position = newest.position,
    listed_at = newest.listed_at,
    is_full = newest.is_full,
    pages = newest.pages,
    moments = newest.moments
when not matched then insert (sitemap, capture_id, position, listed_at, is_full, pages, moments) values (
    newest.sitemap, newest.capture_id, newest.position, newest.listed_at, newest.is_full, newest.pages, newest.moments
);
