-- grain: name in an article version that means another bearer
create or replace temp table meant_told as
select unnest(
    from_json(
        $rows,
        '[{
            "article_id": "VARCHAR", "version": "INTEGER", "name_id": "VARCHAR", "bearer_id": "VARCHAR",
            "shared": "INTEGER", "because": "VARCHAR"
        }]'
    ),
    recursive := true
);
