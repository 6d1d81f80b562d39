-- grain: term whose count was raised
create or replace temp table story_counts_told as
select unnest(
    from_json($rows, '[{"term": "VARCHAR", "articles": "DOUBLE", "as_of": "BIGINT"}]'),
    recursive := true
);
