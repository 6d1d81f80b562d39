-- grain: entity that no newest version mentions any more
delete from entities
where entity_id in (
    select mention.entity_id
    from mentions as mention
    join touched on touched.article_id = mention.article_id and touched.version = mention.version
    where not touched.newest
)
and entity_id not in (select entity_id from counted);
