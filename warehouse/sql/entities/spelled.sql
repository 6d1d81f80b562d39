-- grain: entity of this id, or, where none has it, that is called or spelled so
-- reads: entities, aliases
with asked as (
    select entity_id, name, kind, mention_count, entity_id = $name as by_id, lower(name) = lower($name) as by_name
    from entities
    where ($kind is null or kind = $kind)
      and (
          entity_id = $name
          or lower(name) = lower($name)
          or entity_id in (select alias.entity_id from aliases as alias where lower(alias.alias) = lower($name))
      )
)
select entity_id, name, kind
from asked
qualify rank() over (order by by_id desc, by_name desc) = 1
order by mention_count desc, entity_id;
