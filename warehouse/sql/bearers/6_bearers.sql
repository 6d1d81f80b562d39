-- grain: bearer of whom an article said something
create or replace temp table bearers_told as
select unnest(
    from_json(
        $rows,
        '[{
            "bearer_id": "VARCHAR", "entity_id": "VARCHAR", "ordinal": "INTEGER", "surname": "VARCHAR",
            "given": "VARCHAR", "texts": "INTEGER", "company": ["UBIGINT"], "trades": ["VARCHAR"],
            "lands": ["VARCHAR"], "births": ["INTEGER"]
        }]'
    ),
    max_depth := 2
);
