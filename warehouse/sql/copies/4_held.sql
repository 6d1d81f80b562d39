-- grain: key of a version that waits, or of one that shares keys with it x article that had it before
create or replace temp table held as
select key, rank, article_id, version
from ops.shingles
where key in (select unnest(keys) from later union all select unnest(keys) from earlier);
