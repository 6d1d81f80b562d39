-- grain: name in an article version whose stored entity differs from the one that follows from the decisions
-- reads: ops.name_resolutions, ops.names, ops.persons, decisions_lone_names, decisions_merged_entities
-- writes: decisions_moved_resolutions
-- A surname that a decision made an entity of its own stays that in every article; this does not hold for namesakes.
create or replace temp table decisions_moved_resolutions as
select
    resolution.article_id, resolution.version, resolution.name_id,
    coalesce(merged.entity_id, own.entity_id) as entity_id
from ops.name_resolutions as resolution
join ops.names as name on name.name_id = resolution.name_id
join ops.persons as person on person.person_id = resolution.person_id
left join decisions_lone_names as alone
    on alone.name_id = resolution.name_id and person.entity_id <> name.found_entity_id
cross join lateral (select coalesce(alone.entity_id, resolution.person_id) as entity_id) as own
left join decisions_merged_entities as merged on merged.found_entity_id = own.entity_id
where resolution.entity_id <> coalesce(merged.entity_id, own.entity_id);
