-- grain: article as stories see it
create or replace temp table story_profiles_told as
select unnest(
    from_json(
        $rows,
        '[{
            "article_id": "VARCHAR", "ordinal": "BIGINT", "title": "VARCHAR", "vectors": "VARCHAR",
            "keys": ["UINTEGER"], "days": [{"by": "VARCHAR", "day": "INTEGER"}]
        }]'
    ),
    max_depth := 2
);
