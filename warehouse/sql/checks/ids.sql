-- grain: article or article version that stands twice (a mention that did would overlap itself: see overlaps)
-- reads: ops.article_heads, check_scope, article_versions
with article as (
    select article_id as id from ops.article_heads semi join check_scope using (article_id)
    group by article_id having count(*) > 1
),
version as (
    select article_id || ' ' || version as id from article_versions semi join check_scope using (article_id, version)
    group by article_id, version having count(*) > 1
)
select 'article' as what, id from article
union all
select 'version', id from version;
