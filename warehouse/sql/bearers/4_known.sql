-- grain: bearer who may be meant: of a name that is given in full, or of a surname that stands alone
create or replace temp table bearers_known as
select bearer.*
from ops.bearers as bearer
where bearer.entity_id in (select named.entity_id from bearer_names as named where named.kind = 'person')
   or bearer.bearer_id in (
       select surnamed.bearer_id
       from ops.bearers as surnamed
       where surnamed.surname in (select unnest(from_json($surnames, '["VARCHAR"]')))
       qualify
           row_number() over (
               partition by surnamed.surname order by surnamed.texts desc, surnamed.bearer_id
           ) <= $of_a_surname
   );
