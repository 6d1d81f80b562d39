-- grain: mention, in the newest version of its article, of a chosen entity
create or replace temp table counted as
select
    mention.entity_id,
    mention.kind,
    mention.name,
    mention.surface,
    mention.country,
    mention.article_id,
    head.source_id,
    head.first_seen_at,
    head.version_seen_at as seen_at
from mentions as mention
join ops.article_heads as head
    on head.article_id = mention.article_id
    and head.version = mention.version
where mention.entity_id in (from chosen_entities);
