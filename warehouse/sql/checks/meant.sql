-- grain: mention that leads to another entity than its name means there, or name that means nobody
with mention as (
    select mention_id, article_id, version, name_id, entity_id from mentions semi join scope using (article_id, version)
),
name as (
    select name_id, entity_id from ops.names where name_id in (select name_id from mention)
),
meant as (
    from ops.meant semi join scope using (article_id, version)
)
select 'mention' as what, mention.mention_id as id
from mention
left join name on name.name_id = mention.name_id
left join meant
    on meant.article_id = mention.article_id
    and meant.version = mention.version
    and meant.name_id = mention.name_id
where mention.entity_id is distinct from coalesce(meant.entity_id, name.entity_id)
union all
select 'bearer', bearer_id
from meant anti join ops.bearers using (bearer_id)
union all
select 'name twice', name_id
from meant
group by article_id, version, name_id
having count(*) > 1;
