-- grain: link that points at no quotation, at its own, or that stands twice
-- reads: quote_links, ops.quotations, check_scope, quotes
with link as (
    select stored.quote_id, stored.other_id, stored.kind, stored.similarity
    from quote_links as stored
    where stored.quote_id in (select quote_id from ops.quotations semi join check_scope using (article_id, version))
)
select 'from nothing' as what, quote_id as id
from link
where quote_id not in (select quote_id from quotes)
union all
select 'to nothing', quote_id
from link
where other_id not in (select quote_id from quotes)
union all
select 'within one version', link.quote_id
from link
join quotes as one on one.quote_id = link.quote_id
join quotes as other on other.quote_id = link.other_id
where one.article_id = other.article_id and one.version = other.version
union all
select 'twice', quote_id from link group by quote_id, other_id having count(*) > 1
union all
select 'not a kind', quote_id from link where kind not in ('same', 'partial', 'rendering', 'changed')
union all
select 'not a share', quote_id from link where not similarity between 0 and 1;
