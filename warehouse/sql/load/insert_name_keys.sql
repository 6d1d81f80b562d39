-- grain: name that was seen for the first time x key
-- reads: load_new_name_keys
-- writes: ops.name_keys
insert into ops.name_keys (key, rank, name_id)
select key, rank, name_id from load_new_name_keys order by key, rank;
