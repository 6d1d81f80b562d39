-- grain: address that answered that there is no page any more, and was not seen since
-- reads: load_resolved, ops.article_heads
-- writes: ops.article_keys
update ops.article_keys as stored
set gone_at = doc.seen_at
from (
    select answer.keys[1] as key, answer.seen_at
    from load_resolved as answer
    join ops.article_heads as head on head.article_id = answer.article_id
    where answer.is_gone and answer.seen_at >= head.last_seen_at
) as doc
where stored.key = doc.key and stored.gone_at is null;
