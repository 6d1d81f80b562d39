-- grain: chosen entity x kind x name
insert into ops.entity_names
select entity_id, kind, name, min(country), count(*) from counted group by entity_id, kind, name order by all;
