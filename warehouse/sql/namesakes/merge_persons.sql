-- grain: person
-- reads: namesakes_persons
-- writes: ops.persons
merge into ops.persons as stored
using namesakes_persons as computed
on stored.person_id = computed.person_id
when matched then update by name
when not matched then insert by name;
