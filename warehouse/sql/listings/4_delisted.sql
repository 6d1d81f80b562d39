-- grain: page that no sitemap lists any more, and the listing that was the last to drop it
insert into ops.delisted
with lists as (
    select position, pages from ops.listings
    union all by name
    select position, pages from listed
),
elsewhere as (
    select distinct missing.position, missing.page
    from (select position, unnest(pages) as page from lists) as listing
    join missing using (page)
    join shown on shown.position = listing.position
    where listing.position < missing.position
      and (shown.later is null or shown.later > missing.position)
)
select
    missing.page,
    shown.sitemap,
    before.listed_at as last_listed_at,
    shown.capture_id,
    missing.position,
    shown.listed_at as missing_at,
    null as relisted_by,
    null as relisted_at
from missing
anti join elsewhere using (position, page)
join shown using (position)
join shown as before on before.position = shown.earlier
order by missing.position, missing.page;
