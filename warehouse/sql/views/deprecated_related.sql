-- grain: relation between articles (old name of ops.relation_positions)
create or replace view ops.related as
select case relation when 'namesakes' then 'bearers' else relation end as relation, position
from ops.relation_positions;

comment on view ops.related is 'Deprecated: ops.relation_positions under its old name. Removed in release 0.2.';
comment on column ops.related.relation is 'ops.relation_positions.relation; bearers for namesakes.';
comment on column ops.related.position is 'ops.relation_positions.position.';
