-- grain: name that articles mention; 0 for all articles
create or replace temp table companions_told as
select unnest(from_json($rows, '[{"name_number": "UBIGINT", "articles": "BIGINT"}]'), recursive := true);
