-- grain: entity that gains or loses a mention, or is renamed
create or replace temp table chosen_entities as
select entity_before as entity_id from moved_mentions
union
select entity_id from moved_mentions
union
select renamed.entity_id
from ops.named as renamed
where renamed.name_id in (select decision.name_id from ops.decisions as decision where decision.what = 'rename');
