-- grain: new quotation x earlier one of the same words
-- What stands in both versions as it was is not an edited form of something else.
insert into quote_links
with kept as (
    select told.quote_id, told.other_id
    from quotes_told as told
    join quote_pairs as pair using (quote_id, other_id)
    where told.kind = 'same' and pair.versions
)
select quote_id, other_id, similarity, kind
from quotes_told
where kind <> 'changed'
   or (quote_id not in (select quote_id from kept) and other_id not in (select other_id from kept));
