-- grain: article whose story was told or has changed
create or replace temp table story_members_told as
select unnest(
    from_json($rows, '[{"article_id": "VARCHAR", "ordinal": "BIGINT", "story_id": "VARCHAR"}]'),
    recursive := true
);
