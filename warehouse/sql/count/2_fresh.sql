-- grain: mention that counts from now on, of an entity all of whose other mentions go on counting
create or replace temp table fresh as
from ops.newest_mentions
semi join touched using (article_id, version)
where entity_id not in (from chosen_entities);
