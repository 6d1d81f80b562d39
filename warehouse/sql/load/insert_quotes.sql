-- grain: quotation in an article version
-- reads: staged_quotes, load_resolved, mentions
-- writes: quotes
insert into quotes by name
select
    substr(md5(concat_ws('|', doc.article_id, doc.version, quote.start_char, quote.end_char)), 1, 20) as quote_id,
    doc.article_id, doc.version, quote.speaker, mention.entity_id as speaker_entity_id, quote.text, quote.kind,
    quote.cue, quote.start_char, quote.end_char, quote.confidence, quote.speaker_start, quote.speaker_end,
    mention.mention_id as speaker_mention_id, quote.rule
from staged_quotes as quote
join load_resolved as doc on doc.batch = quote.batch and doc.item = quote.item
left join mentions as mention
    on mention.article_id = doc.article_id
    and mention.version = doc.version
    and mention.start_char = quote.mention_start
where doc.outcome <> 'unchanged';
