-- grain: part of a version that the one before lacks, or the other way round
create or replace temp table parts_told as
select
    unnest(
        from_json(
            $parts,
            '[{
                "article_id": "varchar", "version": "integer", "position": "integer", "what": "varchar",
                "change": "varchar", "old_start": "integer", "old_end": "integer", "new_start": "integer",
                "new_end": "integer", "old_text": "varchar", "new_text": "varchar", "words_dropped": "integer",
                "words_added": "integer"
            }]'
        ),
        recursive := true
    );
