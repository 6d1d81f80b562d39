-- grain: page that was missing, at its first listing since
-- reads: listings_new, ops.delisted, ops.captures
-- writes: ops.delisted
-- The sitemaps of a run are read side by side: what another one of them lists has moved, and was never missing.
merge into ops.delisted as missing
using (
    select
        open.page, open.position,
        arg_min(again.capture_id, again.position) as relisted_by,
        arg_min(again.listed_at, again.position) as relisted_at,
        arg_min(again.run_id, again.position) = any_value(found.run_id) as has_moved
    from (select capture_id, position, run_id, listed_at, unnest(pages) as page from listings_new) as again
    join ops.delisted as open on open.page = again.page and open.relisted_at is null and open.position < again.position
    join ops.captures as found on found.capture_id = open.capture_id
    group by open.page, open.position
) as again
on again.page = missing.page and again.position = missing.position
when matched and again.has_moved then delete
when matched then update set relisted_by = again.relisted_by, relisted_at = again.relisted_at;
