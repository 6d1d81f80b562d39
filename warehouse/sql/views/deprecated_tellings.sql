-- grain: article version of twenty words or more (old name of ops.version_shingles)
create or replace view ops.tellings as
select article_id, version, outlet, shingles as keys
from ops.version_shingles;

comment on view ops.tellings is 'Deprecated: ops.version_shingles under its old name and columns. Removed in release 0.2.';
comment on column ops.tellings.article_id is 'ops.version_shingles.article_id.';
comment on column ops.tellings.version is 'ops.version_shingles.version.';
comment on column ops.tellings.outlet is 'ops.version_shingles.outlet.';
comment on column ops.tellings.keys is 'ops.version_shingles.shingles.';
