-- grain: article that was loaded before and is met in a capture older than all that were known
create or replace temp table aged as
select head.article_id, head.version
from ops.article_heads as head
join (
    select loaded.article_id, min(doc.seen_at) as seen_at
    from documents as doc
    join ops.loads as loaded on loaded.capture_id = doc.capture_id and loaded.ordinal = doc.ordinal
    where loaded.outcome = 'unchanged'
    group by loaded.article_id
) as met on met.article_id = head.article_id
where met.seen_at <= head.first_seen_at;
