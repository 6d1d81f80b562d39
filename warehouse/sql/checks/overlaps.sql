-- grain: mention that begins before the one in front of it ends
-- reads: mentions, check_scope
with ordered as (
    select
        *,
        lag(end_char) over (partition by article_id, version order by start_char, end_char) as previous_end
    from mentions
    semi join check_scope using (article_id, version)
)
select article_id, version, start_char, surface
from ordered
where start_char < previous_end;
