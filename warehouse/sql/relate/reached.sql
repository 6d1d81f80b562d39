-- grain: relation
-- reads: waiting
-- writes: ops.relation_positions
merge into ops.relation_positions as stored
using (select $relation as relation, max(position) as position from waiting) as reached
on stored.relation = reached.relation
when matched then update set position = reached.position
when not matched then insert (relation, position)
    values (reached.relation, reached.position);
