-- grain: quotation of a version that waits x key
-- reads: quote_links_quotations
-- writes: quote_links_keys (temporary)
-- Keys are coarse, so that a word is found in its other forms; of a speech the beginning is enough. Words of up to
-- three letters are no keys, nor are longer ones that are in every text.
create or replace temp table quote_links_keys as
with everywhere as (
    select unnest(string_split(
        'that this with have will from they their them would been were when what there which about should could said '
        || 'says also than then more very into only your ours some because over after before other these those being '
        || 'does such where while must shall might upon like just here much many most same both each',
        ' '
    )) as word
),
spelled as (
    select
        position, said_by,
        regexp_extract_all(
            lower(strip_accents(translate(substr(text, 1, $keyed_characters), '''’', ''))), '[\pL\pN]+'
        ) as words
    from quote_links_quotations
),
parted as (
    select position, said_by, unnest(words) as word, generate_subscripts(words, 1) as place from spelled
),
cut as (
    select position, said_by, substr(word, 1, 5) as word, place
    from parted
    where length(word) > 3 and word not in (select everywhere.word from everywhere)
),
keyed as (
    select position, word || ' ' || lead(word) over (partition by position order by place) as key from cut
    union all
    select position, said_by || '|' || word from cut
)
select distinct (md5_number_lower(key) >> 32)::uinteger as key, position
from keyed
where key is not null;
