-- grain: document at the group position; its article, its version and the outcome
-- reads: load_documents, ops.article_keys, ops.article_heads, article_versions
-- writes: load_resolutions
-- Few columns, because what a table held before it was replaced stays in memory until the commit.
create or replace temp table load_resolutions as
with wanted as (
    select document, unnest(keys) as key, generate_subscripts(keys, 1) as rank
    from load_documents
    where group_position = $group_position and not is_gone
),
known as (
    select wanted.document, arg_min(stored.article_id, wanted.rank) as article_id
    from wanted
    join ops.article_keys as stored on stored.key = wanted.key
    group by wanted.document
),
identified as (
    select
        doc.*,
        coalesce(known.article_id, substr(md5(doc.keys[1]), 1, 20)) as article_id,
        head.version as old_version,
        greatest(head.version, head.removed_version) as last_version,
        -- A page that was gone and is there again makes a version, even with the same text.
        coalesce(doc.is_page and doc.seen_at >= head.removed_at, false) as is_back,
        address.digest is not distinct from doc.digest
            or address.content_hash is not distinct from doc.content_hash as same_at_address
    from load_documents as doc
    left join known on known.document = doc.document
    left join ops.article_heads as head on head.article_id = known.article_id
    left join ops.article_keys as address on address.key = doc.keys[1]
    where doc.group_position = $group_position and not doc.is_gone
)
select
    doc.document, doc.article_id, doc.old_version, doc.is_back,
    case
        when old.article_id is null then 'new'
        when doc.is_back then 'changed'
        when doc.same_at_address or old.content_hash = doc.content_hash then 'unchanged'
        else 'changed'
    end as outcome,
    case
        when old.article_id is null then 1
        when doc.is_back then doc.last_version + 1
        when doc.same_at_address or old.content_hash = doc.content_hash then doc.old_version
        else doc.last_version + 1
    end as version,
    case
        when old.article_id is null then 'new'
        else coalesce(
            nullif(
                concat_ws(
                    '+',
                    case when old.title is distinct from doc.title then 'headline' end,
                    case when old.text_hash <> doc.text_hash then 'text' end,
                    case when old.published_at is distinct from doc.published_at then 'date' end
                ),
                ''
            ),
            'details'
        )
    end as change
from identified as doc
left join (
    select article_id, version, title, text_hash, published_at, content_hash
    from article_versions
    where article_id in (select article_id from known)
) as old
    on old.article_id = doc.article_id
    and old.version = doc.old_version;
