-- grain: article whose page is gone; its version without text, with all else as before
-- reads: load_resolved, article_versions
-- writes: article_versions
insert into article_versions (
    article_id, version, seen_at, title, text, text_hash, capture_id, change, source_id, url, authors, lead,
    language, published_at, published_from, published_raw, dates_disagree, updated_at, dateline_place,
    dateline_date, agency, is_truncated, word_count, content_hash, annotated_with, removed, extra,
    truncated_because, extracted_with
)
select
    doc.article_id, doc.version, doc.seen_at, old.title, '', doc.text_hash, doc.capture_id, doc.change,
    old.source_id, old.url, old.authors, null, old.language, old.published_at, old.published_from,
    old.published_raw, old.dates_disagree, old.updated_at, old.dateline_place, old.dateline_date, old.agency,
    false, 0, doc.content_hash, null, [], null,
    null, doc.extracted_with
from load_resolved as doc
join article_versions as old on old.article_id = doc.article_id and old.version = doc.old_version
where doc.outcome <> 'unchanged'
  and doc.is_gone
order by doc.document;
