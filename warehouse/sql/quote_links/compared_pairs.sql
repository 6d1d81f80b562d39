-- grain: new quotation x earlier one that may be of the same words
-- reads: quote_links_pairs
select quote_id, other_id, text, kind, other_text, other_kind, same_speaker, days, versions
from quote_links_pairs
order by position, other;
