-- grain: name that was seen for the first time x key
insert into ops.name_keys
select key, rank, name_id from new_name_keys order by key, rank;
