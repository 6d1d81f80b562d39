-- grain: key x article that is one of the first with it
create or replace temp table shelved as
with added as (
    select
        unnest(from_json($keys, '["BIGINT"]')) as key,
        unnest(from_json($ranks, '["INTEGER"]')) as rank,
        unnest(from_json($places, '["INTEGER"]')) as place
)
select added.key, added.rank, later.article_id, later.version
from added
join later on later.place = added.place
order by added.place, added.key;
