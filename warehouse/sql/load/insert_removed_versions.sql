-- grain: article whose page is gone; its version without text, with all else as before
-- reads: load_resolved, article_versions
-- writes: article_versions
insert into article_versions by name
select
    old.* replace (
        doc.version as version, doc.seen_at as seen_at, '' as text, doc.text_hash as text_hash,
        doc.capture_id as capture_id, doc.change as change, null as lead, false as is_truncated, 0 as word_count,
        doc.content_hash as content_hash, null as annotated_with, [] as removed, null as extra,
        null as truncated_because, doc.extracted_with as extracted_with
    )
from load_resolved as doc
join article_versions as old on old.article_id = doc.article_id and old.version = doc.old_version
where doc.outcome <> 'unchanged' and doc.is_gone
order by doc.document;
