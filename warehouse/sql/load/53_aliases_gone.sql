-- grain: spelling, of an entity that an older version touched by this load mentions, that no newest version uses
delete from aliases
where entity_id in (
    select mention.entity_id
    from mentions as mention
    join touched on touched.article_id = mention.article_id and touched.version = mention.version
    where not touched.newest
)
and not exists (
    from counted where counted.entity_id = aliases.entity_id and counted.surface = aliases.alias
);
