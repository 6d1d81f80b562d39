-- grain: new quotation x key
-- reads: quote_links_keys
-- writes: ops.quote_keys
insert into ops.quote_keys by name
select key, position from quote_links_keys order by position, key;
