-- grain: quotation in an article version
insert into quotes
select
    substr(md5(concat_ws('|', doc.article_id, doc.version, quote.start_char, quote.end_char)), 1, 20),
    doc.article_id,
    doc.version,
    quote.speaker,
    meant.entity_id,
    quote.text,
    quote.kind,
    quote.cue,
    quote.start_char,
    quote.end_char,
    quote.confidence,
    quote.speaker_start,
    quote.speaker_end,
    meant.mention_id,
    quote.rule
from staged_quotes as quote
join resolved as doc on doc.batch = quote.batch and doc.item = quote.item
left join mentions as meant
    on meant.article_id = doc.article_id
    and meant.version = doc.version
    and meant.start_char = quote.mention_start
where doc.outcome <> 'unchanged';
