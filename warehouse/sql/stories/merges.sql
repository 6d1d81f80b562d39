-- grain: story that goes on in another
-- writes: stories_merges (temporary, empty)
create or replace temp table stories_merges (story_id varchar, into_id varchar);
