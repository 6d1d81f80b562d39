-- grain: article version whose mentions began or ceased to count
-- reads: load_resolved
-- writes: load_touched
insert into load_touched (article_id, version)
select article_id, version from load_resolved where outcome <> 'unchanged'
union all
-- The last text of a page that is gone goes on counting.
select article_id, old_version from load_resolved where outcome = 'changed' and not is_gone;
