-- grain: mention in such a version, by what the names alone tell
create or replace temp table bearer_names as
select
    told.place,
    mention.start_char,
    mention.end_char,
    mention.kind,
    mention.name_id,
    mention.name,
    mention.role,
    name.found_entity_id as entity_id
from mentions as mention
join bearer_texts as told on told.article_id = mention.article_id and told.version = mention.version
join ops.names as name on name.name_id = mention.name_id
-- Countries and nations are everybody's company.
where mention.country is null
  and mention.kind <> 'group';
