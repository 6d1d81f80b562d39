-- grain: event
insert into story_events
select ordinal, place, what, story_id, article_id, other_id
from story_events_told
order by ordinal, place;
