-- grain: article
-- reads: load_resolved
-- writes: ops.article_heads
merge into ops.article_heads as head
using (
    select article_id, version, source_id, outcome, seen_at, is_back from load_resolved where not is_gone
) as doc
on head.article_id = doc.article_id
when matched then update set
    version = doc.version,
    source_id = case when doc.outcome = 'unchanged' then head.source_id else doc.source_id end,
    version_seen_at = case when doc.outcome = 'unchanged' then head.version_seen_at else doc.seen_at end,
    first_seen_at = least(head.first_seen_at, doc.seen_at),
    last_seen_at = greatest(head.last_seen_at, doc.seen_at),
    removed_version = case when not doc.is_back then head.removed_version end,
    removed_at = case when not doc.is_back then head.removed_at end
when not matched then insert (
    article_id, version, source_id, version_seen_at, first_seen_at, last_seen_at, removed_version, removed_at
) values (doc.article_id, doc.version, doc.source_id, doc.seen_at, doc.seen_at, doc.seen_at, null, null);
