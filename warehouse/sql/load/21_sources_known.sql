-- grain: outlet; fills what no earlier document said, never overwrites what one did
update sources
set
    name = case when sources.name = sources.domain then coalesce(said.name, sources.name) else sources.name end,
    domain = coalesce(sources.domain, said.domain),
    country = coalesce(sources.country, said.country)
from (
    select
        source_id,
        first(source_name order by document) filter (where source_name is distinct from domain) as name,
        first(domain order by document) filter (where domain is not null) as domain,
        first(country order by document) filter (where country is not null) as country
    from documents
    group by source_id
) as said
where said.source_id = sources.source_id
  and (
      (sources.name = sources.domain and said.name is not null)
      or (sources.domain is null and said.domain is not null)
      or (sources.country is null and said.country is not null)
  );
