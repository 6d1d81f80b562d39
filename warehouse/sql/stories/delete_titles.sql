-- grain: story that ended or has another title
-- reads: stories_titles, stories_merges
-- writes: ops.story_titles
delete from ops.story_titles
where story_id in (select story_id from stories_titles union all select story_id from stories_merges);
