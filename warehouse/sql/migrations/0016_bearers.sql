-- grain: bearer of a name; companion; name in an article version that means another bearer
create table ops.bearers (
    bearer_id varchar not null,
    entity_id varchar not null,
    ordinal integer not null,
    surname varchar not null,
    given varchar not null,
    texts integer not null,
    company ubigint [] not null,
    trades varchar [] not null,
    lands varchar [] not null,
    births integer [] not null
);

comment on table ops.bearers is 'Persons who are named in full, and what articles said of them, in the order of the archive. A row per bearer of a name.';
comment on column ops.bearers.bearer_id is 'The bearer: the entity itself for the first, an id of its own for others of the same name.';
comment on column ops.bearers.entity_id is 'The entity that the name alone tells, as in ops.names.found_entity_id.';
comment on column ops.bearers.ordinal is 'How-manieth bearer of the name, from 1.';
comment on column ops.bearers.surname is 'Last part of the name, in ASCII and lower case.';
comment on column ops.bearers.given is 'First part of the name.';
comment on column ops.bearers.texts is 'Articles that name the bearer in full.';
comment on column ops.bearers.company is 'Numbers of the names beside it, the first 15 digits of their ids; the latest at the end.';
comment on column ops.bearers.trades is 'What articles called the bearer, by group of trades.';
comment on column ops.bearers.lands is 'Countries of the offices, ISO 3166-1 alpha-2.';
comment on column ops.bearers.births is 'Years of birth, by age and date of the article.';

create table ops.companions (
    companion ubigint not null,
    texts bigint not null
);

comment on table ops.companions is 'How many articles mention a name. A row per name, and one for all articles.';
comment on column ops.companions.companion is 'Number of the name, as in ops.bearers.company; 0 for all articles.';
comment on column ops.companions.texts is 'Articles that mention it.';

create table ops.meant (
    article_id varchar not null,
    version integer not null,
    name_id varchar not null,
    bearer_id varchar not null,
    entity_id varchar not null,
    shared integer not null,
    because varchar not null
);

comment on table ops.meant is 'Names that mean, in one article, another person than the name alone tells: a surname alone, or a namesake. A row per article version and name.';
comment on column ops.meant.article_id is 'The article.';
comment on column ops.meant.version is 'Its version.';
comment on column ops.meant.name_id is 'The name, in ops.names.';
comment on column ops.meant.bearer_id is 'Who is meant by the evidence, in ops.bearers.';
comment on column ops.meant.entity_id is 'Who is meant, with the decisions in ops.decisions.';
comment on column ops.meant.shared is 'Names that the article has in common with what was said of the bearer before.';
comment on column ops.meant.because is 'Why, in words.';
