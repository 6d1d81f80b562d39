-- grain: entity that a version touched by this load mentions
create or replace temp table chosen_entities as
select distinct entity_id from mentions semi join touched using (article_id, version);
