-- grain: article whose page was found gone
-- reads: load_resolved
-- writes: ops.article_heads
update ops.article_heads as head
set removed_version = doc.version, removed_at = doc.seen_at
from (select article_id, version, seen_at from load_resolved where is_gone and outcome <> 'unchanged') as doc
where head.article_id = doc.article_id;
