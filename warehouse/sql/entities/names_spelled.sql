-- grain: name that leads to the entity, or surname that does so in some article, and is written so, somewhere
select name.name_id
from ops.names as name
where (
    name.entity_id = $1
    or name.name_id in (
        select meant.name_id
        from ops.meant as meant
        join ops.bearers as bearer on bearer.bearer_id = meant.bearer_id
        -- The name that namesakes share is none of one of them.
        where meant.entity_id = $1 and bearer.entity_id <> name.found_entity_id
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
