-- grain: name in an article version that means another bearer
insert into ops.meant
select article_id, version, name_id, bearer_id, bearer_id as entity_id, shared, because from meant_told order by all;
