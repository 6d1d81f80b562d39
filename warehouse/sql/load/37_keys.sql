-- grain: identity key of an article; only the first key of a document is the address it was found at
merge into ops.article_keys as stored
using (
    select
        key,
        any_value(article_id) as article_id,
        any_value(digest) filter (where rank = 1) as digest,
        any_value(content_hash) filter (where rank = 1) as content_hash
    from (select *, unnest(keys) as key, generate_subscripts(keys, 1) as rank from resolved)
    group by key
    order by key
) as doc
on stored.key = doc.key
when matched then update set
    digest = coalesce(doc.digest, stored.digest),
    content_hash = coalesce(doc.content_hash, stored.content_hash)
when not matched then insert values (doc.key, doc.article_id, doc.digest, doc.content_hash);
