-- grain: article
merge into ops.article_heads as head
using (select article_id, version, source_id, outcome, seen_at from resolved) as doc
on head.article_id = doc.article_id
when matched then update set
    version = doc.version,
    source_id = case when doc.outcome = 'unchanged' then head.source_id else doc.source_id end,
    version_seen_at = case when doc.outcome = 'unchanged' then head.version_seen_at else doc.seen_at end,
    first_seen_at = least(head.first_seen_at, doc.seen_at),
    last_seen_at = greatest(head.last_seen_at, doc.seen_at)
when not matched then insert values (
    doc.article_id, doc.version, doc.source_id, doc.seen_at, doc.seen_at, doc.seen_at
);
