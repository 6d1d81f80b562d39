-- grain: bearer of whom an article said something
create or replace temp table bearers_told as
select unnest(
    from_json(
        $rows,
        '[{
            "person_id": "VARCHAR", "entity_id": "VARCHAR", "ordinal": "INTEGER", "surname": "VARCHAR",
            "given_name": "VARCHAR", "articles": "INTEGER", "cooccurring": ["UBIGINT"], "occupations": ["VARCHAR"],
            "countries": ["VARCHAR"], "birth_years": ["INTEGER"]
        }]'
    ),
    max_depth := 2
);
