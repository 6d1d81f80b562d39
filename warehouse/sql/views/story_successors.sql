-- grain: id that a story ever had
create or replace view story_successors as
with recursive ended as (
    select other_id as story_id, story_id as successor_id
    from story_events
    where what = 'merged'
),
led as (
    select story_id, successor_id, 1 as steps from ended
    union all
    select led.story_id, ended.successor_id, led.steps + 1
    from led
    join ended on ended.story_id = led.successor_id
)
select story_id, arg_max(successor_id, steps) as current_id
from led
group by story_id
union all
select story_id, story_id
from ops.story_titles;

comment on view story_successors is 'To which story an id leads today, so that a saved query keeps working when stories are merged. A row per id that a story ever had.';
comment on column story_successors.story_id is 'An id of a story, of today or of former days.';
comment on column story_successors.current_id is 'The story it goes on in; itself while it stands.';
