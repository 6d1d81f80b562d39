-- grain: article with its profile
-- writes: story_profiles_rows (temporary)
create or replace temp table story_profiles_rows as
select unnest(
    from_json(
        $rows,
        '[{
            "article_id": "VARCHAR", "ordinal": "BIGINT", "seen_at": "TIMESTAMPTZ", "published_at": "TIMESTAMPTZ",
            "title": "VARCHAR", "vectors": "VARCHAR", "keys": ["UINTEGER"], "days": [{"by": "VARCHAR", "day": "INTEGER"}]
        }]'
    ),
    max_depth := 2
);
