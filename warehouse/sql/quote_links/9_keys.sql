-- grain: new quotation x key
insert into ops.quote_keys
from new_quote_keys order by position, key;
