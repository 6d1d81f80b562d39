-- grain: mention that leads to another entity than it should
create or replace temp table moved_mentions as
select
    mention.mention_id,
    mention.entity_id as entity_before,
    coalesce(meant.entity_id, name.entity_id) as entity_id
from mentions as mention
join bearer_texts as told on told.article_id = mention.article_id and told.version = mention.version
join ops.names as name on name.name_id = mention.name_id
left join ops.name_resolutions as meant
    on meant.article_id = mention.article_id
    and meant.version = mention.version
    and meant.name_id = mention.name_id
where mention.entity_id <> coalesce(meant.entity_id, name.entity_id);
