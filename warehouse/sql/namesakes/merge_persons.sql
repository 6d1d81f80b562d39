-- grain: person
-- reads: namesakes_persons
-- writes: ops.persons
merge into ops.persons as stored
using namesakes_persons as computed
on stored.person_id = computed.person_id
when matched then update set
    articles = computed.articles,
    cooccurring = computed.cooccurring,
    occupations = computed.occupations,
    countries = computed.countries,
    birth_years = computed.birth_years
when not matched then insert (
    person_id, entity_id, ordinal, surname, given_name, articles, cooccurring, occupations, countries, birth_years
) values (
    computed.person_id,
    computed.entity_id,
    computed.ordinal,
    computed.surname,
    computed.given_name,
    computed.articles,
    computed.cooccurring,
    computed.occupations,
    computed.countries,
    computed.birth_years
);
