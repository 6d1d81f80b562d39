-- grain: entity that somebody gave another name
create or replace view ops.renamed as
select named.entity_id, arg_max(decision.name, decision.decided_at) as name
from ops.decisions as decision
join ops.named as named on named.name_id = decision.name_id
where decision.what = 'rename'
  and decision.decision_id not in (select undone.name_id from ops.decisions as undone where undone.what = 'undo')
group by named.entity_id;

comment on view ops.renamed is 'Names that people gave. A row per entity whose name was decided.';
comment on column ops.renamed.entity_id is 'The entity.';
comment on column ops.renamed.name is 'What it is called, whatever the articles call it.';
