-- grain: mention whose entity differs from the entity that its name refers to in the article
-- reads: namesakes_articles, mentions, ops.names, ops.name_resolutions
-- writes: decisions_moved_mentions (temporary; warehouse.load.decisions uses it up)
create or replace temp table decisions_moved_mentions as
select
    mention.mention_id, mention.entity_id as entity_before,
    coalesce(resolution.entity_id, name.entity_id) as entity_id
from mentions as mention
join namesakes_articles as article on article.article_id = mention.article_id and article.version = mention.version
join ops.names as name on name.name_id = mention.name_id
left join ops.name_resolutions as resolution
    on resolution.article_id = mention.article_id
    and resolution.version = mention.version
    and resolution.name_id = mention.name_id
where mention.entity_id <> coalesce(resolution.entity_id, name.entity_id);
