-- grain: name, or bearer of a name that others bear
create or replace view ops.named as
select name.name_id, name.entity_id
from ops.names as name
union all
select distinct meant.bearer_id, meant.entity_id
from ops.meant as meant
join ops.bearers as bearer on bearer.bearer_id = meant.bearer_id
-- By the name that he shares: a surname that somebody made an entity of its own is not called as he is.
join ops.names as name on name.name_id = meant.name_id and name.found_entity_id = bearer.entity_id
where bearer.ordinal > 1;

comment on view ops.named is 'What can be decided about. A row per name, and per bearer of a name that somebody else bears too.';
comment on column ops.named.name_id is 'The name, in ops.names, or the bearer, in ops.bearers.';
comment on column ops.named.entity_id is 'Who is meant, with the decisions in ops.decisions.';
