-- grain: event in the history of stories
create or replace temp table story_events_told as
select unnest(
    from_json(
        $rows,
        '[{
            "ordinal": "BIGINT", "place": "INTEGER", "what": "VARCHAR", "story_id": "VARCHAR", "article_id": "VARCHAR",
            "other_id": "VARCHAR"
        }]'
    ),
    recursive := true
);
