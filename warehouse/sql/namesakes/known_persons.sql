-- grain: person whom a full name or a surname alone may refer to
-- reads: namesakes_mentions, ops.persons
-- writes: namesakes_known_persons (temporary)
create or replace temp table namesakes_known_persons as
select person.*
from ops.persons as person
where person.entity_id in (select mention.entity_id from namesakes_mentions as mention where mention.kind = 'person')
   or person.person_id in (
       select surnamed.person_id
       from ops.persons as surnamed
       where surnamed.surname in (select unnest(from_json($surnames, '["VARCHAR"]')))
       qualify
           row_number() over (
               partition by surnamed.surname order by surnamed.articles desc, surnamed.person_id
           ) <= $persons_per_surname
   );
