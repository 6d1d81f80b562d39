-- grain: name in an article version that means another bearer
create or replace temp table meant_told as
select unnest(
    from_json(
        $rows,
        '[{
            "article_id": "VARCHAR", "version": "INTEGER", "name_id": "VARCHAR", "person_id": "VARCHAR",
            "shared_names": "INTEGER", "reason": "VARCHAR"
        }]'
    ),
    recursive := true
);
