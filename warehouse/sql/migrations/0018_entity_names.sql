-- grain: entity x kind x name
create table ops.entity_names (
    entity_id varchar not null,
    kind varchar not null,
    name varchar not null,
    country varchar,
    mention_count bigint not null
);

comment on table ops.entity_names is 'What newest versions of articles call an entity, for its name and kind. A row per entity, kind and full form.';
comment on column ops.entity_names.entity_id is 'The entity.';
comment on column ops.entity_names.kind is 'What articles take it for.';
comment on column ops.entity_names.name is 'Fullest form of the name that an article gives.';
comment on column ops.entity_names.country is 'ISO 3166-1 alpha-2 code of a nationality or country; else null.';
comment on column ops.entity_names.mention_count is 'Mentions by this form in newest versions.';

insert into ops.entity_names
select mention.entity_id, mention.kind, mention.name, min(mention.country), count(*)
from mentions as mention
join ops.article_heads as head on head.article_id = mention.article_id and head.version = mention.version
group by mention.entity_id, mention.kind, mention.name;
