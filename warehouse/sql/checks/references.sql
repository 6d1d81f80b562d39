-- grain: row that points at nothing
with spelled as (
    select distinct entity_id, surface as alias
    from mentions
    semi join scope using (article_id, version)
    semi join ops.article_heads using (article_id, version)
)
select 'version without outlet' as what, article_id as id
from article_versions semi join scope using (article_id, version)
where source_id not in (select source_id from sources)
union all
select 'version without capture', article_id
from article_versions semi join scope using (article_id, version)
where capture_id not in (select capture_id from ops.captures)
union all
select 'mention without entity', entity_id
from spelled anti join entities using (entity_id)
union all
select 'mention without alias', entity_id
from spelled anti join aliases using (entity_id, alias);
