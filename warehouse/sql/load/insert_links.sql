-- grain: link of an article version
-- reads: staged_links, load_resolved
-- writes: links
insert into links by name
select doc.article_id, doc.version, link.position, link.kind, link.title, link.url
from staged_links as link
join load_resolved as doc on doc.batch = link.batch and doc.item = link.item
where doc.outcome <> 'unchanged';
