-- grain: article x time that it went missing from the sitemaps of its site
create or replace view delistings as
with addresses as (
    select ('0x' || substr(md5(key), 1, 15))::bigint as page, article_id
    from ops.article_keys
    where starts_with(key, 'url:')
),
missing as (select article_id, delisted.* from ops.delisted as delisted join addresses using (page)),
-- An article may have two addresses, and its sitemap go over from one to the other: it is missing since both are.
listed as (
    select addresses.article_id
    from (select unnest(pages) as page from ops.listings) as listing
    join addresses using (page)
    semi join missing using (article_id)
)
select article_id, sitemap, max(last_listed_at) as last_listed_at, missing_at, relisted_at, capture_id, relisted_by
from missing
where relisted_at is not null or article_id not in (from listed)
group by article_id, sitemap, missing_at, relisted_at, capture_id, relisted_by
qualify relisted_at is not null or missing_at = max(missing_at) over (partition by article_id, relisted_at is null);

comment on view delistings is 'Articles that went missing from the sitemaps of their site. A row per article and time that the last sitemap to list it dropped it. It is no removal: sitemaps are cut for many reasons, and the page may stand. Without what fell off a sitemap that lists only the newest pages, and without what stands in another sitemap. An article with two addresses may have a row for one that went and came back while the other was listed.';
comment on column delistings.article_id is 'The article.';
comment on column delistings.sitemap is 'Address of the sitemap that listed it last.';
comment on column delistings.last_listed_at is 'When that sitemap was last captured with the article (UTC).';
comment on column delistings.missing_at is 'When it was captured without it (UTC).';
comment on column delistings.relisted_at is 'When a sitemap was found to list it again (UTC); null while none does.';
comment on column delistings.capture_id is 'The capture of the sitemap that lacks it.';
comment on column delistings.relisted_by is 'The capture of the sitemap that lists it again; null while none does.';
