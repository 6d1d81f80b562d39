-- grain: relation
-- reads: waiting
-- writes: ops.relation_positions
merge into ops.relation_positions as stored
using (select $relation as relation, max(position) as position from waiting) as reached
on stored.relation = reached.relation
when matched then update by name
when not matched then insert by name;
