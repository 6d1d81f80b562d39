-- grain: mention whose entity differs from that of its name in the article, or resolution to a person that is unknown
with mention as (
    select mention_id, article_id, version, name_id, entity_id from mentions semi join scope using (article_id, version)
),
name as (
    select name_id, entity_id from ops.names where name_id in (select name_id from mention)
),
resolution as (
    from ops.name_resolutions semi join scope using (article_id, version)
)
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
