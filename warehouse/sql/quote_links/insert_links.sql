-- grain: new quotation x earlier one of the same words
-- reads: quote_links_rows, quote_links_pairs
-- writes: quote_links
-- What stands in both versions as it was is not an edited form of something else.
insert into quote_links by name
with kept as (
    select link.quote_id, link.other_id
    from quote_links_rows as link
    join quote_links_pairs as pair using (quote_id, other_id)
    where link.kind = 'same' and pair.versions
)
select quote_id, other_id, similarity, kind
from quote_links_rows
where kind <> 'changed'
   or (quote_id not in (select quote_id from kept) and other_id not in (select other_id from kept));
