-- grain: article of the story, by time
select
    place,
    case
        when told_to_the_day then strftime(told_at, '%Y-%m-%d')
        when told_when_seen then 'seen ' || strftime(told_at, '%Y-%m-%d %H:%M')
        else strftime(told_at, '%Y-%m-%d %H:%M')
    end as told,
    outlet, role, agency, title
from story_timeline
where story_id = $story
order by place
limit 40;
