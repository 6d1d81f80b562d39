-- grain: entity that a decision renamed, now or before
-- reads: ops.named, ops.decisions
-- writes: recount_entities
create or replace temp table recount_entities as
select distinct named.entity_id
from ops.named as named
where named.name_id in (select decision.name_id from ops.decisions as decision where decision.what = 'rename');
