-- grain: decision on a name of the entity, or that undoes one
-- reads: ops.decisions, ops.named
with own as (
    select decision.*
    from ops.decisions as decision
    where decision.name_id in (select named.name_id from ops.named as named where named.entity_id = $entity)
       or decision.other_id in (select named.name_id from ops.named as named where named.entity_id = $entity)
)
select decision_id, decided_at, decided_by, what, name, why from own
union all
select decision_id, decided_at, decided_by, what, name_id, why
from ops.decisions
where what = 'undo' and name_id in (select own.decision_id from own)
order by decided_at, decision_id;
