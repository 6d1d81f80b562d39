-- grain: shingle of a version that waits, or of one that shares shingles with it, x earlier article that has it
-- reads: copies_later, copies_earlier, ops.shingles
-- writes: copies_shingles (temporary)
create or replace temp table copies_shingles as
select key, rank, article_id, version
from ops.shingles
where key in (select unnest(shingles) from copies_later union all select unnest(shingles) from copies_earlier);
