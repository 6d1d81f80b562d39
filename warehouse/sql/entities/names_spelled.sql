-- grain: name that leads to the entity, or surname that does so in some article, and is written so, somewhere
-- reads: ops.names, ops.name_resolutions, ops.persons, mentions
select name.name_id
from ops.names as name
where (
    name.entity_id = $1
    or name.name_id in (
        select resolution.name_id
        from ops.name_resolutions as resolution
        join ops.persons as person on person.person_id = resolution.person_id
        -- The name that namesakes share belongs to the first of them.
        where resolution.entity_id = $1 and person.entity_id <> name.found_entity_id
    )
)
  and (
      lower(name.name) = lower($2)
      or name.name_id in (
          select mention.name_id
          from mentions as mention
          where mention.entity_id = $1 and (lower(mention.surface) = lower($2) or lower(mention.name) = lower($2))
      )
  )
order by name.position;
