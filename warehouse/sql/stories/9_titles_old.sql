-- grain: story that ended or has another title
delete from ops.story_titles
where story_id in (select story_id from story_titles_told union all select story_id from story_merged_told);
