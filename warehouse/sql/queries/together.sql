-- grain: pair of entities named in the same article
-- question: Who and what is named together, most often first?
with named as (
    select distinct mention.article_id, entity.entity_id, entity.name, entity.kind
    from mentions as mention
    join articles using (article_id, version)
    join entities as entity using (entity_id)
    where entity.kind in ('person', 'org')
)
select one.name, other.name as with_whom, count(*) as articles
from named as one
join named as other on other.article_id = one.article_id and other.entity_id > one.entity_id
group by all
order by articles desc, one.name, with_whom;
