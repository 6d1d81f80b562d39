-- grain: document of the load, or answer that a page is gone; numbered in the order of the log
-- reads: staged_items, staged_gone_pages, staged_captures
-- writes: load_documents
-- Texts stay in staged_items. `group_position` is the place among the documents that may be one article.
create or replace temp table load_documents as
with items as (
    select * exclude (text, lead, authors, removed, extra, published_raw, shingle_keys), false as is_gone
    from staged_items
    union all by name
    select
        batch, item, capture_id,
        [key] as keys,
        sha256('') as text_hash, sha256('') as content_hash, extracted_with, true as is_gone
    from staged_gone_pages
)
select
    row_number() over (order by item.batch, item.item) as document,
    item.*, capture.run_id, capture.digest, capture.seen_at,
    -- A server answered with the page; feeds and files say what was published, not what is there now.
    capture.status is not null and not item.is_gone as is_page,
    row_number() over (partition by item.batch, item.capture_id order by item.item) as ordinal,
    1 as group_position
from items as item
join staged_captures as capture on capture.batch = item.batch and capture.capture_id = item.capture_id;
