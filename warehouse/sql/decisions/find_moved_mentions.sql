-- grain: mention of a name whose entity changed
-- reads: mentions, ops.names, ops.name_resolutions, decisions_moved_names, decisions_moved_resolutions
-- writes: decisions_moved_mentions
create or replace temp table decisions_moved_mentions as
select
    mention.mention_id, mention.entity_id as entity_before,
    coalesce(resolution.entity_id, name.entity_id) as entity_id
from mentions as mention
join ops.names as name on name.name_id = mention.name_id
left join ops.name_resolutions as resolution
    on resolution.article_id = mention.article_id
    and resolution.version = mention.version
    and resolution.name_id = mention.name_id
where mention.name_id in (
    select moved.name_id from decisions_moved_names as moved
    union all
    select moved.name_id from decisions_moved_resolutions as moved
)
  and mention.entity_id <> coalesce(resolution.entity_id, name.entity_id);
