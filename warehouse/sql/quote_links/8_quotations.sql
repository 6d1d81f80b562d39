-- grain: new quotation
insert into ops.quotations
select * exclude (text) from new_quotations order by position;
