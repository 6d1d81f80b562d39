-- grain: none (tables)
alter table mentions add column name_id varchar;
update mentions set name_id = entity_id;
comment on column mentions.name_id is 'The name, in ops.names; its entity may change by a decision, the name does not.';

alter table entities add column is_provisional boolean;
update entities set is_provisional = article_count < 2;
comment on column entities.is_provisional is 'Whether only one article mentions it: a name becomes established with several.';
comment on column entities.entity_id is 'Deterministic id: that of the first of its names.';

create table ops.names (
    name_id varchar not null,
    kind varchar not null,
    name varchar not null,
    country varchar,
    position bigint not null,
    found_entity_id varchar not null,
    entity_id varchar not null,
    like_name_id varchar,
    score double,
    because varchar
);

comment on table ops.names is 'Names that were ever seen, and who they mean. A row per kind and normal form.';
comment on column ops.names.name_id is 'Deterministic id, from the kind and the normalised name.';
comment on column ops.names.kind is 'person, org, place, group, event, law, product, work or other.';
comment on column ops.names.name is 'The name as it was first written.';
comment on column ops.names.country is 'ISO 3166-1 alpha-2 code of a nationality or country; else null.';
comment on column ops.names.position is 'How-manieth name this was, from 1, in the order of the archive.';
comment on column ops.names.found_entity_id is 'The entity by the evidence of the names alone: the first name of the group it belongs to.';
comment on column ops.names.entity_id is 'The entity, with the decisions in ops.decisions.';
comment on column ops.names.like_name_id is 'The earlier name that it was found to be another spelling of; null for the first of its group.';
comment on column ops.names.score is 'How sure that is, 0 to 1.';
comment on column ops.names.because is 'Why, in words.';

insert into ops.names
select
    name_id,
    any_value(kind),
    min(name),
    min(country),
    row_number() over (order by name_id),
    name_id,
    name_id,
    null,
    null,
    null
from mentions
group by name_id;

create table ops.name_keys (
    key varchar not null,
    rank integer not null,
    name_id varchar not null
);

comment on table ops.name_keys is 'By what a name is found that may be another spelling of a new one. A row per name and key.';
comment on column ops.name_keys.key is 'A coarse form of the name, or of parts of it.';
comment on column ops.name_keys.rank is 'How-manieth name with this key it is, from 1.';
comment on column ops.name_keys.name_id is 'The name.';

create table ops.decisions (
    decision_id varchar not null,
    decided_at timestamptz not null,
    decided_by varchar not null,
    what varchar not null,
    name_id varchar not null,
    other_id varchar,
    name varchar,
    why varchar
);

comment on table ops.decisions is 'What people decided on entities. A row per decision; it outlives every reprocessing.';
comment on column ops.decisions.decision_id is 'Id of the decision.';
comment on column ops.decisions.decided_at is 'When (UTC).';
comment on column ops.decisions.decided_by is 'Who, as given.';
comment on column ops.decisions.what is 'same (the entities of two names are one), not_same (a name is an entity of its own), rename, or undo.';
comment on column ops.decisions.name_id is 'The name in ops.names that is decided on; of undo, the decision that is undone.';
comment on column ops.decisions.other_id is 'Of same, a name of the other entity.';
comment on column ops.decisions.name is 'Of rename, the new name.';
comment on column ops.decisions.why is 'Why, as given.';
