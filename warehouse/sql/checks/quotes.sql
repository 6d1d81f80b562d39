-- grain: quotation or source whose offsets do not give back its words, or that stands twice
-- reads: quotes, check_scope, check_texts, attributions
with quote as (
    select stored.*, version.text as body
    from quotes as stored
    semi join check_scope using (article_id, version)
    left join check_texts as version using (article_id, version)
),
source as (
    select stored.*, version.text as body
    from attributions as stored
    semi join check_scope using (article_id, version)
    left join check_texts as version using (article_id, version)
)
select 'quotation' as what, quote_id as id
from quote
where substr(body, start_char + 1, end_char - start_char) is distinct from text
   or start_char < 0
   or end_char <= start_char
union all
select 'speaker', quote_id
from quote
where substr(body, speaker_start + 1, speaker_end - speaker_start) is distinct from speaker
   or (speaker is null) <> (speaker_start is null)
union all
select 'source', attribution_id
from source
where (start_char is not null or end_char is not null)
  and substr(body, start_char + 1, end_char - start_char) is distinct from surface
union all
select 'quotation twice', quote_id from quote group by quote_id having count(*) > 1
union all
select 'source twice', attribution_id from source group by attribution_id having count(*) > 1;
