-- grain: bearer who may be meant: of a name that is given in full, or of a surname that stands alone
create or replace temp table bearers_known as
select bearer.*
from ops.persons as bearer
where bearer.entity_id in (select named.entity_id from bearer_names as named where named.kind = 'person')
   or bearer.person_id in (
       select surnamed.person_id
       from ops.persons as surnamed
       where surnamed.surname in (select unnest(from_json($surnames, '["VARCHAR"]')))
       qualify
           row_number() over (
               partition by surnamed.surname order by surnamed.articles desc, surnamed.person_id
           ) <= $of_a_surname
   );
