-- grain: new quotation x earlier one of the same words
create or replace temp table quotes_told as
select
    unnest(
        from_json(
            $links,
            '[{"quote_id": "varchar", "other_id": "varchar", "similarity": "double", "kind": "varchar"}]'
        ),
        recursive := true
    );
