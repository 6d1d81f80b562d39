-- grain: capture (its place in the log); document loaded (its place in the capture); relation (how far it has come)
alter table ops.captures add column position bigint;
update ops.captures as stored
set position = placed.position
from (
    select capture_id, row_number() over (order by file nulls first, start_offset, seen_at, uri, line) as position
    from ops.captures
) as placed
where stored.capture_id = placed.capture_id;
alter table ops.captures alter column position set not null;
comment on column ops.captures.position is 'How-manieth capture this was, from 1, in the order of the archive.';

alter table ops.loads add column ordinal integer;
update ops.loads as stored
set ordinal = placed.ordinal
from (
    select
        run_id, capture_id, article_id, version,
        row_number() over (partition by capture_id order by article_id, version) as ordinal
    from ops.loads
) as placed
where stored.run_id = placed.run_id
  and stored.capture_id = placed.capture_id
  and stored.article_id = placed.article_id
  and stored.version = placed.version;
alter table ops.loads alter column ordinal set not null;
comment on column ops.loads.ordinal is 'How-manieth document of its capture it is, from 1.';

create table ops.related (
    relation varchar not null,
    position bigint not null
);

comment on table ops.related is 'How far relations between articles have been worked out. A row per relation.';
comment on column ops.related.relation is 'Which one; named after its table.';
comment on column ops.related.position is 'Captures up to this position are related.';
