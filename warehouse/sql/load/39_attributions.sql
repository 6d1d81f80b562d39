-- grain: source that an article version cites, at its place
insert into attributions
select
    substr(
        md5(concat_ws('|', doc.article_id, doc.version, source.kind, coalesce(source.start_char, -1), source.surface)),
        1,
        20
    ),
    doc.article_id,
    doc.version,
    source.source_name,
    meant.entity_id,
    source.kind,
    source.start_char,
    source.end_char,
    source.surface,
    meant.mention_id,
    quote.quote_id
from staged_attributions as source
join resolved as doc on doc.batch = source.batch and doc.item = source.item
left join mentions as meant
    on meant.article_id = doc.article_id
    and meant.version = doc.version
    and meant.start_char = source.mention_start
left join quotes as quote
    on quote.article_id = doc.article_id
    and quote.version = doc.version
    and quote.start_char = source.quote_start
    and quote.end_char = source.quote_end
where doc.outcome <> 'unchanged';
