-- grain: new quotation
-- reads: quote_links_quotations
-- writes: ops.quotations
insert into ops.quotations by name
select * exclude (text) from quote_links_quotations order by position;
