-- grain: row that points at nothing
select 'version without outlet' as what, article_id as id
from article_versions semi join scope using (article_id, version)
where source_id not in (select source_id from sources)
union all
select 'mention without entity', mention.mention_id
from mentions as mention
semi join scope using (article_id, version)
semi join ops.article_heads using (article_id, version)
where mention.entity_id not in (select entity_id from entities)
union all
select 'mention without alias', mention.mention_id
from mentions as mention
semi join scope using (article_id, version)
semi join ops.article_heads using (article_id, version)
where not exists (
    from aliases where aliases.entity_id = mention.entity_id and aliases.alias = mention.surface
)
union all
select 'version without capture', article_id
from article_versions semi join scope using (article_id, version)
where capture_id not in (select capture_id from ops.captures);
