-- grain: article that is met in a capture older than all that were known
insert into aged
select head.article_id, head.version
from ops.article_heads as head
join resolved as doc on doc.article_id = head.article_id
where doc.outcome = 'unchanged'
  and not doc.is_gone
  and doc.seen_at < head.first_seen_at;
