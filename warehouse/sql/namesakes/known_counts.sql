-- grain: name that such a version mentions, with its number of articles so far; 0 for all articles
-- reads: namesakes_mentions, ops.cooccurrence_counts
-- writes: namesakes_known_counts (temporary)
create or replace temp table namesakes_known_counts as
select stored.name_number, stored.articles
from ops.cooccurrence_counts as stored
where stored.name_number = 0
   or stored.name_number in (
       select ('0x' || left(mention.entity_id, 15))::ubigint from namesakes_mentions as mention
   );
