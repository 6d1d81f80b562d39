-- grain: source that an article version cites, at its place
-- reads: staged_attributions, load_resolved, mentions, quotes
-- writes: attributions
insert into attributions by name
select
    substr(
        md5(concat_ws('|', doc.article_id, doc.version, source.kind, coalesce(source.start_char, -1), source.surface)),
        1,
        20
    ) as attribution_id,
    doc.article_id, doc.version, source.source_name, mention.entity_id, source.kind, source.start_char, source.end_char,
    source.surface, mention.mention_id, quote.quote_id
from staged_attributions as source
join load_resolved as doc on doc.batch = source.batch and doc.item = source.item
left join mentions as mention
    on mention.article_id = doc.article_id
    and mention.version = doc.version
    and mention.start_char = source.mention_start
left join quotes as quote
    on quote.article_id = doc.article_id
    and quote.version = doc.version
    and quote.start_char = source.quote_start
    and quote.end_char = source.quote_end
where doc.outcome <> 'unchanged';
