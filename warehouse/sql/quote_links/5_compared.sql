-- grain: new quotation x earlier one that may be of the same words
select quote_id, other_id, text, kind, other_text, other_kind, same_speaker, days, versions
from quote_pairs
order by position, other;
