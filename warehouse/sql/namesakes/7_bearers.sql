-- grain: bearer
merge into ops.persons as stored
using bearers_told as told
on stored.person_id = told.person_id
when matched then update set
    articles = told.articles,
    cooccurring = told.cooccurring,
    occupations = told.occupations,
    countries = told.countries,
    birth_years = told.birth_years
when not matched then insert values (
    told.person_id, told.entity_id, told.ordinal, told.surname, told.given_name, told.articles,
    told.cooccurring, told.occupations, told.countries, told.birth_years
);
