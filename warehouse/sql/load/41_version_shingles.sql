-- grain: article version that is long enough to be compared
insert into ops.version_shingles
select doc.article_id, doc.version, doc.source_name, item.shingle_keys
from staged_items as item
join resolved as doc on doc.batch = item.batch and doc.item = item.item
where doc.outcome <> 'unchanged'
  and len(item.shingle_keys) > 0;
