-- grain: stored quotation x key that it shares with a new one; of a key the newest
-- reads: quote_links_keys, ops.quote_keys
-- writes: quote_links_earlier_keys (temporary)
create or replace temp table quote_links_earlier_keys as
select key, position
from ops.quote_keys
where key in (select new.key from quote_links_keys as new)
qualify row_number() over (partition by key order by position desc) <= $quotes_per_key;
