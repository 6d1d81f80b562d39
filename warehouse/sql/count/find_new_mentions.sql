-- grain: mention that counts from now on, of an entity all of whose other mentions go on counting
-- reads: ops.newest_mentions, load_touched, recount_entities
-- writes: count_new_mentions
create or replace temp table count_new_mentions as
from ops.newest_mentions
semi join load_touched using (article_id, version)
where entity_id not in (from recount_entities);
