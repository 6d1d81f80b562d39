-- grain: name that such a version mentions, and how many articles did before; 0 for all articles
create or replace temp table companions_known as
select stored.name_number, stored.articles
from ops.cooccurrence_counts as stored
where stored.name_number = 0
   or stored.name_number in (select ('0x' || left(named.entity_id, 15))::ubigint from bearer_names as named);
