-- grain: name of a place that was seen for the first time and could be located
-- writes: load_name_locations
create or replace temp table load_name_locations as
select
    unnest($names::varchar[]) as name_id, unnest($countries::varchar[]) as located_in,
    unnest($latitudes::double[]) as latitude, unnest($longitudes::double[]) as longitude,
    unnest($rules::varchar[]) as located_from;
