-- grain: quotation of a version that waits, in the order of the log
-- reads: waiting, quotes, article_versions, mentions, ops.names, ops.quotations
-- writes: quote_links_quotations (temporary)
create or replace temp table quote_links_quotations as
select
    (select coalesce(max(position), 0) from ops.quotations)
    + row_number() over (order by waiting.place, quote.start_char, quote.end_char) as position,
    quote.quote_id, quote.article_id, quote.version, name.found_entity_id as said_by, name.kind as said_by_kind,
    version.published_at, quote.text
from waiting
join quotes as quote using (article_id, version)
join article_versions as version using (article_id, version)
left join mentions as mention on mention.mention_id = quote.speaker_mention_id
left join ops.names as name on name.name_id = mention.name_id;
