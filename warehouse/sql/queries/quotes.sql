-- grain: quotation
-- question: Who said what, in whose words? (direct: all between marks; mixed: some; indirect: none)
select
    coalesce(entity.name, quote.speaker) as speaker, quote.speaker as called, quote.cue, quote.kind, quote.text,
    source.name as outlet, quote.confidence
from quotes as quote
join articles as article using (article_id, version)
join sources as source using (source_id)
left join entities as entity on entity.entity_id = quote.speaker_entity_id
order by outlet, article.article_id, quote.start_char, quote.end_char;
