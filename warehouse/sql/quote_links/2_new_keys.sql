-- grain: quotation of a version that waits x key
-- Keys are coarse, so that a word is found in its other forms; of a speech the beginning is enough. Words of up to three
-- letters are no keys, nor are longer ones that are in every text.
create or replace temp table new_quote_keys as
with everywhere as (
    select string_split(
        'that this with have will from they their them would been were when what there which about should could said '
        || 'says also than then more very into only your ours some because over after before other these those being '
        || 'does such where while must shall might upon like just here much many most same both each',
        ' '
    ) as words
),
spelled as (
    select
        position,
        said_by,
        list_filter(
            regexp_extract_all(
                lower(strip_accents(replace(replace(substr(text, 1, $characters), '''', ''), '’', ''))), '[\pL\pN]+'
            ),
            lambda word: length(word) > 3 and not list_contains(everywhere.words, word)
        ) as words
    from new_quotations
    cross join everywhere
),
cut as (
    select position, said_by, list_transform(words, lambda word: substr(word, 1, 5)) as words from spelled
),
keyed as (
    select
        position,
        list_transform(list_zip(words[:-2], words[2:]), lambda pair: pair[1] || ' ' || pair[2])
        || case when said_by is null then [] else list_transform(words, lambda word: said_by || '|' || word) end as keys
    from cut
)
select distinct (md5_number_lower(key) >> 32)::uinteger as key, position
from (select position, unnest(keys) as key from keyed);
