-- grain: entity that somebody gave another name
create or replace view ops.renamed as
with undone as (
    -- From the last to the first: what is undone itself undoes nothing.
    select
        list_reduce(
            list({'undo': decision_id, 'ids': [name_id]} order by decided_at desc, decision_id),
            lambda later, one: {
                'undo': one.undo,
                'ids': case when list_contains(later.ids, one.undo) then later.ids else later.ids || one.ids end
            }
        ).ids as ids
    from ops.decisions
    where what = 'undo'
)
select named.entity_id, arg_max(decision.name, decision.decided_at) as name
from ops.decisions as decision
join ops.named as named on named.name_id = decision.name_id
where decision.what = 'rename'
  and decision.decision_id not in (select unnest(undone.ids) from undone)
group by named.entity_id;

comment on view ops.renamed is 'Names that people gave. A row per entity whose name was decided.';
comment on column ops.renamed.entity_id is 'The entity.';
comment on column ops.renamed.name is 'What it is called, whatever the articles call it.';
