-- grain: name that was seen for the first time and found to be another spelling of one before it
create or replace temp table names_found as
select
    unnest($names::varchar[]) as name_id,
    unnest($entities::varchar[]) as entity_id,
    unnest($like::varchar[]) as like_name_id,
    unnest($scores::double[]) as score,
    unnest($because::varchar[]) as because;
