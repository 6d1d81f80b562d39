-- grain: shingle of a version that waits x earlier article that has it
-- reads: copies_later, ops.shingles
-- writes: copies_shared_shingles (temporary)
create or replace temp table copies_shared_shingles as
select key, rank, article_id, version
from ops.shingles
where key in (select unnest(shingles) from copies_later);
