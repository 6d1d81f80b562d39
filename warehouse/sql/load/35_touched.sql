-- grain: article version whose mentions began or ceased to count
insert into touched
select article_id, version from resolved where outcome <> 'unchanged'
union all
select article_id, old_version from resolved where outcome = 'changed';
