-- grain: outlet; fills what no earlier document said, never overwrites what one did
-- reads: load_documents
-- writes: sources
update sources
set
    name = case when sources.name = sources.domain then coalesce(stated.name, sources.name) else sources.name end,
    domain = coalesce(sources.domain, stated.domain),
    country = coalesce(sources.country, stated.country)
from (
    select
        source_id,
        first(source_name order by document) filter (where source_name is distinct from domain) as name,
        first(domain order by document) filter (where domain is not null) as domain,
        first(country order by document) filter (where country is not null) as country
    from load_documents
    group by source_id
) as stated
where stated.source_id = sources.source_id
  and (
      (sources.name = sources.domain and stated.name is not null)
      or (sources.domain is null and stated.domain is not null)
      or (sources.country is null and stated.country is not null)
  );
