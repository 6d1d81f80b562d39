-- grain: article
merge into ops.article_heads as head
using (select article_id, version, seen_at from resolved) as doc
on head.article_id = doc.article_id
when matched then update set
    version = doc.version,
    first_seen_at = least(head.first_seen_at, doc.seen_at),
    last_seen_at = greatest(head.last_seen_at, doc.seen_at)
when not matched then insert values (doc.article_id, doc.version, doc.seen_at, doc.seen_at);
