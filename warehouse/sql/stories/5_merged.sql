-- grain: story that goes on in another
create or replace temp table story_merged_told as
select unnest(from_json($rows, '[{"story_id": "VARCHAR", "into_id": "VARCHAR"}]'), recursive := true);
