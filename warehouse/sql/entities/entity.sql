-- grain: the entity
-- reads: entities
select * from entities where entity_id = $entity;
