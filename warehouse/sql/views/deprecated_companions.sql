-- grain: name that articles mention (old name of ops.cooccurrence_counts)
create or replace view ops.companions as
select name_number as companion, articles as texts
from ops.cooccurrence_counts;

comment on view ops.companions is 'Deprecated: ops.cooccurrence_counts under its old name and columns. Removed in release 0.2.';
comment on column ops.companions.companion is 'ops.cooccurrence_counts.name_number.';
comment on column ops.companions.texts is 'ops.cooccurrence_counts.articles.';
