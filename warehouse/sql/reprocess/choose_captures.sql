-- grain: capture that the selection names
-- reads: ops.captures, ops.loads, article_versions, sources
-- writes: reprocess_captures
create or replace temp table reprocess_captures as
select distinct capture.capture_id
from ops.captures as capture
left join ops.loads as loaded on loaded.capture_id = capture.capture_id
left join article_versions as version on version.article_id = loaded.article_id and version.version = loaded.version
left join sources as outlet on outlet.source_id = version.source_id
where capture.media <> 'sitemap' -- compared with each other, whatever articles they list: read again all or none
  and ($source is null or lower(outlet.name) = lower($source) or outlet.domain = lower($source))
  and ($since is null or capture.seen_at >= $since)
  and ($until is null or capture.seen_at < $until)
  and ($extracted_by is null or starts_with(coalesce(version.extracted_with, ''), $extracted_by));
