-- grain: mention in such a version, with the entity that the name leads to alone
-- reads: namesakes_articles, mentions, ops.names
-- writes: namesakes_mentions (temporary)
create or replace temp table namesakes_mentions as
select
    article.place, mention.start_char, mention.end_char, mention.kind, mention.name_id, mention.name, mention.role,
    name.found_entity_id as entity_id
from mentions as mention
join namesakes_articles as article on article.article_id = mention.article_id and article.version = mention.version
join ops.names as name on name.name_id = mention.name_id
-- Countries and nationalities occur with everybody.
where mention.country is null and mention.kind <> 'group';
