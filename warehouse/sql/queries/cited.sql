-- grain: source x outlet x way of citing it
-- question: Whom do the outlets cite, how, and for what?
select
    coalesce(entity.name, cited.source_name) as cited, cited.kind, source.name as outlet, count(*) as times,
    first(quote.text order by quote.start_char) as for_example
from attributions as cited
join articles using (article_id, version)
join sources as source using (source_id)
left join entities as entity using (entity_id)
left join quotes as quote using (article_id, version, quote_id)
group by all
order by times desc, cited, outlet, cited.kind;
