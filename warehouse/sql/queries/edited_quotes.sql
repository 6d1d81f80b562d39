-- grain: quotation of a version x quotation of the version before that it was edited from
-- question: Which quotations did an outlet change after it had published them?
select
    source.name as outlet, version.title, version.seen_at, one.speaker, before.text as before, one.text as after,
    round(link.similarity, 2) as similarity
from quote_links as link
join quotes as one on one.quote_id = link.quote_id
join quotes as before on before.quote_id = link.other_id
join article_versions as version on version.article_id = one.article_id and version.version = one.version
join sources as source on source.source_id = version.source_id
where link.kind = 'changed'
order by version.seen_at, outlet, one.article_id, one.version, one.start_char, before.start_char;
