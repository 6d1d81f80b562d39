-- grain: name in an article version that refers to another person (old name of ops.name_resolutions)
create or replace view ops.meant as
select article_id, version, name_id, person_id as bearer_id, entity_id, shared_names as shared, reason as because
from ops.name_resolutions;

comment on view ops.meant is 'Deprecated: ops.name_resolutions under its old name and columns. Removed in release 0.2.';
comment on column ops.meant.article_id is 'ops.name_resolutions.article_id.';
comment on column ops.meant.version is 'ops.name_resolutions.version.';
comment on column ops.meant.name_id is 'ops.name_resolutions.name_id.';
comment on column ops.meant.bearer_id is 'ops.name_resolutions.person_id.';
comment on column ops.meant.entity_id is 'ops.name_resolutions.entity_id.';
comment on column ops.meant.shared is 'ops.name_resolutions.shared_names.';
comment on column ops.meant.because is 'ops.name_resolutions.reason.';
