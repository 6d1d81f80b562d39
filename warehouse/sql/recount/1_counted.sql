-- grain: mention, in the newest version of its article, of a chosen entity
create or replace temp table counted as
from ops.newest_mentions
where entity_id in (from chosen_entities);
