-- grain: document of the load, numbered in the order in which it was found; without its texts, which stay staged
create or replace temp table documents as
select
    row_number() over (order by item.batch, item.item) as document,
    item.* exclude (text, lead, authors, removed, extra, published_raw, shingle_keys),
    capture.run_id,
    capture.digest,
    capture.seen_at,
    -- An answer of a server that gave the page: feeds and files tell what was said, not what stands there now.
    capture.status is not null and not item.is_gone as is_page,
    row_number() over (partition by item.batch, item.capture_id order by item.item) as ordinal,
    1 as wave
from staged_items as item
join staged_captures as capture on capture.batch = item.batch and capture.capture_id = item.capture_id;
