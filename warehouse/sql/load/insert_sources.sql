-- grain: outlet met for the first time; what it is called and where is taken from the first document that says so
-- reads: load_documents, sources
-- writes: sources
insert into sources (source_id, name, domain, country, language)
select
    source_id,
    coalesce(
        first(source_name order by document) filter (where source_name is distinct from domain),
        first(source_name order by document)
    ),
    first(domain order by document) filter (where domain is not null),
    first(country order by document) filter (where country is not null),
    null
from load_documents
where source_id not in (select source_id from sources) and not is_gone
group by source_id
order by min(document);
