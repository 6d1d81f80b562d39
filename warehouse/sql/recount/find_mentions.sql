-- grain: mention, in the newest version of its article, of a chosen entity
-- reads: ops.newest_mentions, recount_entities
-- writes: recount_mentions
create or replace temp table recount_mentions as
from ops.newest_mentions
where entity_id in (from recount_entities);
