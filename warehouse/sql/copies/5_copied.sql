-- grain: copy that was found
-- Handed over as JSON: DuckDB takes 0.4 ms for each value of a list.
create or replace temp table copied as
select unnest(
    from_json(
        $rows,
        '[{
            "article_id": "VARCHAR", "original_id": "VARCHAR", "containment": "DOUBLE", "jaccard": "DOUBLE",
            "lag_seconds": "BIGINT", "version": "INTEGER", "original_version": "INTEGER", "evidence": "VARCHAR",
            "agency": "VARCHAR", "words_shared": "INTEGER", "words_cut": "INTEGER", "words_added": "INTEGER"
        }]'
    ),
    recursive := true
);
