-- grain: article that a capture shows which is older than all before
-- reads: ops.article_heads, load_resolved
-- writes: load_aged
insert into load_aged (article_id, version)
select head.article_id, head.version
from ops.article_heads as head
join load_resolved as doc on doc.article_id = head.article_id
where doc.outcome = 'unchanged'
  and not doc.is_gone
  and doc.seen_at < head.first_seen_at;
