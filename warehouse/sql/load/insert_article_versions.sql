-- grain: article x version
-- reads: staged_items, load_resolved
-- writes: article_versions
insert into article_versions by name
select
    doc.article_id, doc.version, doc.seen_at, doc.title, item.text, doc.text_hash, doc.capture_id, doc.change,
    doc.source_id, doc.url, item.authors, item.lead, doc.language, doc.published_at, doc.published_from,
    item.published_raw, doc.dates_disagree, doc.updated_at, doc.dateline_place, doc.dateline_date, doc.agency,
    doc.is_truncated, doc.word_count, doc.content_hash, doc.annotated_with, item.removed, item.extra,
    doc.truncated_because, doc.extracted_with
from staged_items as item
join load_resolved as doc on doc.batch = item.batch and doc.item = item.item
where doc.outcome <> 'unchanged' and not doc.is_gone;
