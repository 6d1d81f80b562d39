-- grain: the entity
select * from entities where entity_id = $entity;
