-- grain: article version with enough words for shingles
-- reads: staged_items, load_resolved
-- writes: ops.version_shingles
insert into ops.version_shingles (article_id, version, outlet, shingles)
select doc.article_id, doc.version, doc.source_name, item.shingle_keys
from staged_items as item
join load_resolved as doc on doc.batch = item.batch and doc.item = item.item
where doc.outcome <> 'unchanged' and len(item.shingle_keys) > 0;
