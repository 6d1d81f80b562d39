-- grain: identity key of an article; only the first key of a document is the address it was found at
-- reads: load_resolved
-- writes: ops.article_keys
merge into ops.article_keys as stored
using (
    select
        key, any_value(article_id) as article_id,
        any_value(digest) filter (where rank = 1) as digest,
        any_value(content_hash) filter (where rank = 1) as content_hash,
        any_value(seen_at) filter (where rank = 1 and is_page) as page_seen_at
    from (select *, unnest(keys) as key, generate_subscripts(keys, 1) as rank from load_resolved where not is_gone)
    group by key
    order by key
) as doc
on stored.key = doc.key
when matched then update set
    digest = coalesce(doc.digest, stored.digest),
    content_hash = coalesce(doc.content_hash, stored.content_hash),
    gone_at = case when (doc.page_seen_at >= stored.gone_at) is not true then stored.gone_at end
when not matched then insert (key, article_id, digest, content_hash, gone_at) values (
    doc.key, doc.article_id, doc.digest, doc.content_hash, null
);
