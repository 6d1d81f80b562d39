-- grain: person
-- question: Who is in the news, under which spellings, in how many outlets?
select
    entity.name, list_sort(list(distinct alias.alias)) as spellings, entity.mention_count as mentions,
    entity.article_count as articles, entity.source_count as outlets
from entities as entity
join aliases as alias using (entity_id)
where entity.kind = 'person'
group by all
order by mentions desc, entity.name;
