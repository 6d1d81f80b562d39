-- grain: name that such a version mentions, and how many articles did before; 0 for all articles
create or replace temp table companions_known as
select stored.companion, stored.texts
from ops.companions as stored
where stored.companion = 0
   or stored.companion in (select ('0x' || left(named.entity_id, 15))::ubigint from bearer_names as named);
