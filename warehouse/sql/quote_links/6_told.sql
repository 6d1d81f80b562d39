-- grain: new quotation x earlier one of the same words
create or replace temp table quotes_told as
select
    unnest($quotes::varchar[]) as quote_id,
    unnest($others::varchar[]) as other_id,
    unnest($similarities::double[]) as similarity,
    unnest($kinds::varchar[]) as kind;
