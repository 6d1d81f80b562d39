-- grain: person named in full (old name of ops.persons)
create or replace view ops.bearers as
select
    person_id as bearer_id, entity_id, ordinal, surname, given_name as given, articles as texts, cooccurring as company,
    occupations as trades, countries as lands, birth_years as births
from ops.persons;

comment on view ops.bearers is 'Deprecated: ops.persons under its old name and columns. Removed in release 0.2.';
comment on column ops.bearers.bearer_id is 'ops.persons.person_id.';
comment on column ops.bearers.entity_id is 'ops.persons.entity_id.';
comment on column ops.bearers.ordinal is 'ops.persons.ordinal.';
comment on column ops.bearers.surname is 'ops.persons.surname.';
comment on column ops.bearers.given is 'ops.persons.given_name.';
comment on column ops.bearers.texts is 'ops.persons.articles.';
comment on column ops.bearers.company is 'ops.persons.cooccurring.';
comment on column ops.bearers.trades is 'ops.persons.occupations.';
comment on column ops.bearers.lands is 'ops.persons.countries.';
comment on column ops.bearers.births is 'ops.persons.birth_years.';
