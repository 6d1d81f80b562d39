-- grain: article version that a relation has not read yet; place 1 is the first of them in the order of the log
-- reads: ops.relation_positions, ops.captures, ops.loads
-- writes: waiting (temporary)
create or replace temp table waiting as
with reached as (
    select coalesce(max(position), 0) as position from ops.relation_positions where relation = $relation
),
captured as (
    select
        capture_id, position,
        row_number() over (partition by capture_id order by position desc) as nth
    from ops.captures
    where capture_id in (
        select arrived.capture_id
        from ops.captures as arrived
        where arrived.position > (select reached.position from reached)
    )
),
-- The copy of a web archive that was read before has captures of the same ids. Each was loaded; versions rise with the
-- log, so the last load belongs to the last capture. (A page found gone before it was known was not loaded.)
loaded as (
    select
        article_id, version, outcome, ordinal, capture_id,
        row_number() over (partition by capture_id, ordinal order by version desc, outcome = 'unchanged' desc) as nth
    from ops.loads
    where capture_id in (select captured.capture_id from captured)
),
placed as (
    select
        loaded.article_id, loaded.version, captured.position,
        row_number() over (order by captured.position, loaded.ordinal) as place
    from loaded
    join captured using (capture_id, nth)
    where loaded.outcome <> 'unchanged'
      and captured.position > (select reached.position from reached)
)
from placed
-- Never half a capture: a position is behind all that it holds.
where position <= (select max(position) from placed where place <= $at_most);
