-- grain: name in an article version that means another bearer
insert into ops.name_resolutions
select article_id, version, name_id, person_id, person_id as entity_id, shared_names, reason from meant_told order by all;
