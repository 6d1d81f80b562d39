-- grain: mention in an article version
-- reads: staged_mentions, load_resolved, ops.names
-- writes: mentions
insert into mentions by name
select
    substr(md5(concat_ws('|', doc.article_id, doc.version, mention.start_char, mention.end_char)), 1, 20) as mention_id,
    doc.article_id, doc.version, name.entity_id, mention.kind, mention.surface, mention.role, mention.start_char,
    mention.end_char, mention.name, mention.country, mention.name_id
from staged_mentions as mention
join load_resolved as doc on doc.batch = mention.batch and doc.item = mention.item
join ops.names as name on name.name_id = mention.name_id
where doc.outcome <> 'unchanged';
