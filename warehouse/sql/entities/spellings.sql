-- grain: spelling of the entity
-- reads: aliases
select alias.alias as spelling, alias.mention_count as mentions, alias.source_count as outlets
from aliases as alias
where alias.entity_id = $entity
order by mentions desc, spelling;
