-- grain: mention of a name whose entity changed
create or replace temp table moved_mentions as
select
    mention.mention_id,
    mention.entity_id as entity_before,
    coalesce(meant.entity_id, name.entity_id) as entity_id
from mentions as mention
join ops.names as name on name.name_id = mention.name_id
left join ops.name_resolutions as meant
    on meant.article_id = mention.article_id
    and meant.version = mention.version
    and meant.name_id = mention.name_id
where mention.name_id in (
    select moved.name_id from moved_names as moved union all select moved.name_id from moved_meant as moved
)
  and mention.entity_id <> coalesce(meant.entity_id, name.entity_id);
