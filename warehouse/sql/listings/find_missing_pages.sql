-- grain: page that the listing of its sitemap before had and this one lacks, without what fell off a sliding window
-- reads: ops.listings, listings_new, listings_ordered
-- writes: listings_missing
-- A page fell off if it is older than every page that stayed, or stood behind all of them at the end that is away from
-- where new pages come in. Where more went than stayed, it is another list.
create or replace temp table listings_missing as
with lists as (
    select position, is_full, pages, moments from ops.listings where sitemap in (select sitemap from listings_new)
    union all by name
    select position, is_full, pages, moments from listings_new
),
changed as (
    select
        listings_ordered.position, before.pages as pages_before, before.moments as moments_before,
        after.pages as pages_after
    from listings_ordered
    join lists as before on before.position = listings_ordered.earlier
    join lists as after on after.position = listings_ordered.position
    where not before.is_full
      and not after.is_full
      and before.pages <> after.pages
),
compared as (
    select position, page, before.moment, before.place as place_before, after.place as place_after
    from (
        select
            position, unnest(pages_before) as page, unnest(moments_before) as moment,
            generate_subscripts(pages_before, 1) as place
        from changed
    ) as before
    full join (
        select position, unnest(pages_after) as page, generate_subscripts(pages_after, 1) as place from changed
    ) as after using (position, page)
),
-- Of pages without a time the oldest is null, and where nothing came, so is where it came in; null tells nothing.
stayed as (
    select
        position,
        count(*) filter (place_before is not null and place_after is not null) as pages,
        min(moment) filter (place_after is not null) as oldest,
        min(place_before) filter (place_after is not null) as first_place,
        max(place_before) filter (place_after is not null) as last_place,
        avg(place_after) filter (place_before is null)
            < avg(place_after) filter (place_before is not null) as grows_in_front
    from compared
    group by position
),
went as (
    select compared.position, compared.page, stayed.pages as pages_stayed
    from compared
    join stayed using (position)
    where compared.place_after is null
      and not coalesce(compared.moment < stayed.oldest, false)
      and not coalesce(stayed.grows_in_front and compared.place_before > stayed.last_place, false)
      and not coalesce(not stayed.grows_in_front and compared.place_before < stayed.first_place, false)
)
select position, page
from went
qualify count(*) over (partition by position) <= pages_stayed;
