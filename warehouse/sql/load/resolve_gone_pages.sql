-- grain: answer at the group position that the page of a known article is gone; whether that makes a version
-- reads: load_documents, ops.article_keys, ops.article_heads, article_versions, ops.captures
-- writes: load_resolutions
-- It does where the page was read before, was not seen since, and no other address of the article gives it still; its
-- canonical address decides alone.
insert into load_resolutions (document, article_id, old_version, is_back, outcome, version, change)
with answers as (
    select
        doc.document, doc.keys[1] as key, doc.seen_at, head.article_id, head.version as old_version,
        head.removed_version, head.last_seen_at
    from load_documents as doc
    join ops.article_keys as stored on stored.key = doc.keys[1]
    join ops.article_heads as head on head.article_id = stored.article_id
    where doc.group_position = $group_position and doc.is_gone
),
pages as (
    select distinct version.article_id
    from article_versions as version
    join ops.captures as capture on capture.capture_id = version.capture_id
    where version.article_id in (select article_id from answers)
      and capture.media not in ('entry', 'feed')
),
standing as (
    select distinct answers.document
    from answers
    join ops.article_keys as other
        on other.article_id = answers.article_id
        and other.key <> answers.key
        and other.digest is not null
        and other.gone_at is null
),
decided as (
    select
        answers.*,
        answers.removed_version is null
            and answers.seen_at >= answers.last_seen_at
            and pages.article_id is not null
            and (
                standing.document is null
                or answers.key
                = 'url:' || rtrim(regexp_replace(regexp_replace(old.url, '^.*?://', ''), '^www\.', ''), '/')
            ) as is_removed
    from answers
    join article_versions as old on old.article_id = answers.article_id and old.version = answers.old_version
    left join pages on pages.article_id = answers.article_id
    left join standing on standing.document = answers.document
)
select
    document, article_id, old_version, false as is_back,
    case when is_removed then 'changed' else 'unchanged' end as outcome,
    case when is_removed then old_version + 1 else coalesce(removed_version, old_version) end as version,
    'removed' as change
from decided;
