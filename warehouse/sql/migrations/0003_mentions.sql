-- grain: mention in a version; entity; entity x spelling
create table mentions (
    mention_id varchar not null,
    article_id varchar not null,
    version integer not null,
    entity_id varchar not null,
    kind varchar not null,
    surface varchar not null,
    role varchar,
    start_char integer not null,
    end_char integer not null,
    name varchar not null,
    country varchar
);

comment on table mentions is 'Names in the text. A row per mention in an article version; substr(text, start_char + 1, end_char - start_char) = surface.';
comment on column mentions.mention_id is 'Deterministic id of the mention.';
comment on column mentions.article_id is 'The article.';
comment on column mentions.version is 'Version of the article whose text the offsets point into.';
comment on column mentions.entity_id is 'Who or what is meant.';
comment on column mentions.kind is 'person, org, place, group, event, law, product, work or other.';
comment on column mentions.surface is 'The words, exactly as they stand in the text.';
comment on column mentions.role is 'Rank, title or position beside the name, as written; null where there is none.';
comment on column mentions.start_char is 'Offset of the first character, from 0.';
comment on column mentions.end_char is 'Offset after the last character.';
comment on column mentions.name is 'Fullest form of the name that the same article gives.';
comment on column mentions.country is 'ISO 3166-1 alpha-2 code of a nationality or country; else null.';

create table entities (
    entity_id varchar not null,
    kind varchar not null,
    name varchar not null,
    country varchar,
    mention_count integer not null,
    article_count integer not null,
    source_count integer not null,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null
);

comment on table entities is 'Persons, organisations, places … A row per entity. Counts are over the newest version of each article.';
comment on column entities.entity_id is 'Deterministic id, from the kind and the normalised name.';
comment on column entities.kind is 'person, org, place, group, event, law, product, work or other.';
comment on column entities.name is 'The most frequent full form of its name.';
comment on column entities.country is 'ISO 3166-1 alpha-2 code of a nationality or country; else null.';
comment on column entities.mention_count is 'Mentions in newest versions.';
comment on column entities.article_count is 'Articles that mention it.';
comment on column entities.source_count is 'Outlets that mention it.';
comment on column entities.first_seen_at is 'Capture time of the first of these articles (UTC).';
comment on column entities.last_seen_at is 'Capture time of the newest version of the last of these articles (UTC).';

create table aliases (
    entity_id varchar not null,
    alias varchar not null,
    mention_count integer not null,
    source_count integer not null
);

comment on table aliases is 'Spellings. A row per entity and spelling. Counts are over the newest version of each article.';
comment on column aliases.entity_id is 'The entity.';
comment on column aliases.alias is 'A surface under which it is mentioned.';
comment on column aliases.mention_count is 'Mentions under this spelling.';
comment on column aliases.source_count is 'Outlets that use this spelling.';
