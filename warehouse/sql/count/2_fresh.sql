-- grain: mention that counts from now on, of an entity all of whose other mentions go on counting
create or replace temp table fresh as
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
semi join touched using (article_id, version)
join ops.article_heads as head using (article_id, version)
where mention.entity_id not in (from chosen_entities);
