-- grain: stored quotation x key that it shares with a new one; of a key the newest
create or replace temp table earlier_quote_keys as
select key, position
from ops.quote_keys
where key in (select new.key from new_quote_keys as new)
qualify row_number() over (partition by key order by position desc) <= $of_a_key;
