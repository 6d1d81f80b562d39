-- grain: mention in an article version; an entity is its kind and its normalised name
insert into mentions
select
    md5(concat_ws('|', doc.article_id, doc.version, mention.start_char, mention.end_char)),
    doc.article_id,
    doc.version,
    md5(mention.kind || '|' || mention.key),
    mention.kind,
    mention.surface,
    mention.role,
    mention.start_char,
    mention.end_char,
    mention.name,
    mention.country
from staged_mentions as mention
join resolved as doc on doc.batch = mention.batch and doc.item = mention.item
where doc.outcome <> 'unchanged';
