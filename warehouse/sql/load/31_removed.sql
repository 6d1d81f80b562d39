-- grain: article whose page was found gone: a version that keeps what is known of the article, and has no text
insert into article_versions
select
    doc.article_id, doc.version, doc.seen_at, old.title, '', doc.text_hash, doc.capture_id, doc.change,
    old.source_id, old.url, old.authors, null, old.language, old.published_at, old.published_from,
    old.published_raw, old.dates_disagree, old.updated_at, old.dateline_place, old.dateline_date, old.agency,
    false, 0, doc.content_hash, null, [], null,
    null, doc.extracted_with
from resolved as doc
join article_versions as old on old.article_id = doc.article_id and old.version = doc.old_version
where doc.outcome <> 'unchanged'
  and doc.is_gone
order by doc.document;
