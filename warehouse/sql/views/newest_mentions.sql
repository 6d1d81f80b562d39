-- grain: mention in the newest version of an article
create or replace view ops.newest_mentions as
select
    mention.entity_id, mention.kind, mention.name, mention.surface, mention.country, mention.article_id,
    mention.version, head.source_id, head.first_seen_at, head.version_seen_at as seen_at
from mentions as mention
join ops.article_heads as head on head.article_id = mention.article_id and head.version = mention.version;

comment on view ops.newest_mentions is 'What entities are counted by. A row per mention in the newest version of an article.';
comment on column ops.newest_mentions.entity_id is 'Who or what is meant.';
comment on column ops.newest_mentions.kind is 'What the article takes it for.';
comment on column ops.newest_mentions.name is 'Fullest form of the name that the article gives.';
comment on column ops.newest_mentions.surface is 'The words, exactly as they stand in the text.';
comment on column ops.newest_mentions.country is 'ISO 3166-1 alpha-2 code of a nationality or country; else null.';
comment on column ops.newest_mentions.article_id is 'The article.';
comment on column ops.newest_mentions.version is 'Its newest version.';
comment on column ops.newest_mentions.source_id is 'Its outlet.';
comment on column ops.newest_mentions.first_seen_at is 'Capture time of the article (UTC).';
comment on column ops.newest_mentions.seen_at is 'Capture time of the version (UTC).';
