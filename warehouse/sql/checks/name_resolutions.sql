-- grain: mention whose entity is not that of its name in its version, or name resolved to nobody
-- reads: mentions, check_scope, ops.names, ops.name_resolutions, ops.persons
with mention as (
    select mention_id, article_id, version, name_id, entity_id
    from mentions
    semi join check_scope using (article_id, version)
),
name as (select name_id, entity_id from ops.names where name_id in (select name_id from mention)),
resolution as (from ops.name_resolutions semi join check_scope using (article_id, version))
select 'mention' as what, mention.mention_id as id
from mention
left join name on name.name_id = mention.name_id
left join resolution
    on resolution.article_id = mention.article_id
    and resolution.version = mention.version
    and resolution.name_id = mention.name_id
where mention.entity_id is distinct from coalesce(resolution.entity_id, name.entity_id)
union all
select 'person', person_id
from resolution anti join ops.persons using (person_id)
union all
select 'name twice', name_id
from resolution
group by article_id, version, name_id
having count(*) > 1;
