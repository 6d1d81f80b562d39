-- grain: name that was seen for the first time and is another spelling of an earlier name
-- writes: load_name_matches
create or replace temp table load_name_matches as
select
    unnest($names::varchar[]) as name_id, unnest($entities::varchar[]) as entity_id,
    unnest($like_names::varchar[]) as like_name_id, unnest($scores::double[]) as score,
    unnest($reasons::varchar[]) as because;
