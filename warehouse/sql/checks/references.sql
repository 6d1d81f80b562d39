-- grain: row that points at nothing
-- reads: mentions, check_scope, ops.article_heads, article_versions, sources, ops.captures, entities, aliases
with spelled as (
    select distinct entity_id, surface as alias
    from mentions
    semi join check_scope using (article_id, version)
    semi join ops.article_heads using (article_id, version)
)
select 'version without outlet' as what, article_id as id
from article_versions semi join check_scope using (article_id, version)
where source_id not in (select source_id from sources)
union all
select 'version without capture', article_id
from article_versions semi join check_scope using (article_id, version)
where capture_id not in (select capture_id from ops.captures)
union all
select 'mention without entity', entity_id
from spelled anti join entities using (entity_id)
union all
select 'mention without alias', entity_id
from spelled anti join aliases using (entity_id, alias);
