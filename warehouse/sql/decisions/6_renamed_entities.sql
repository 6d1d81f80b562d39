-- grain: entity that somebody gave another name, now or before
create or replace temp table chosen_entities as
select distinct named.entity_id
from ops.named as named
where named.name_id in (select decision.name_id from ops.decisions as decision where decision.what = 'rename');
