-- grain: name of a place that was seen for the first time and could be located
create or replace temp table names_located as
select
    unnest($names::varchar[]) as name_id,
    unnest($countries::varchar[]) as located_in,
    unnest($latitudes::double[]) as latitude,
    unnest($longitudes::double[]) as longitude,
    unnest($rules::varchar[]) as located_from;
