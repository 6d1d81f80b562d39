-- grain: name of the entity that is written so, somewhere
select name.name_id
from ops.names as name
where name.entity_id = $1
  and (
      lower(name.name) = lower($2)
      or name.name_id in (
          select mention.name_id
          from mentions as mention
          where mention.entity_id = $1 and (lower(mention.surface) = lower($2) or lower(mention.name) = lower($2))
      )
  )
order by name.position;
