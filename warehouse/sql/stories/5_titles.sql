-- grain: story with its title
create or replace temp table story_titles_told as
select unnest(from_json($rows, '[{"story_id": "VARCHAR", "title": "VARCHAR"}]'), recursive := true);
