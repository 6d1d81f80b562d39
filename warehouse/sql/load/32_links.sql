-- grain: link of an article version
insert into links
select doc.article_id, doc.version, link.position, link.kind, link.title, link.url
from staged_links as link
join resolved as doc on doc.batch = link.batch and doc.item = link.item
where doc.outcome <> 'unchanged';
