-- grain: article version whose mentions began or ceased to count
insert into touched
select article_id, version from resolved where outcome <> 'unchanged'
union all
-- What is told of a page that is gone goes on counting.
select article_id, old_version from resolved where outcome = 'changed' and not is_gone;
