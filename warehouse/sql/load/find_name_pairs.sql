-- grain: name that was seen for the first time x earlier name of the same or another kind that it may spell
-- reads: load_earlier_names, load_new_name_keys, load_new_names, load_kind_pairs
-- Keys behind "=" are for names of one part: two longer names need another in common.
with others as materialized (
    from load_earlier_names
    union all
    select new.key, new.rank, new.name_id, name.kind, name.name, name.country, name.position, new.name_id
    from load_new_name_keys as new
    join load_new_names as name on name.name_id = new.name_id
    where new.rank <= $names_per_key
),
pairs as materialized (
    select
        own.name_id, others.name_id as other_id, count(*) as shared,
        bool_or(not starts_with(own.key, '=')) as has_long_key
    from load_new_name_keys as own
    join others on others.key = own.key
    where others.rank < own.rank
    group by own.name_id, others.name_id
),
other as (select distinct on (name_id) * exclude (key, rank) from others),
spelled as (
    select
        name.name_id, name.position, name.name, name.kind, name.country, other.name_id as other_id,
        other.kind as other_kind, other.name as other_name, other.country as other_country, other.found_entity_id,
        0 as texts, other.position as other_position
    from pairs
    join load_new_names as name on name.name_id = pairs.name_id
    join other on other.name_id = pairs.other_id
    where other.kind = name.kind
      and (pairs.has_long_key or not contains(name.name, ' ') or not contains(other.name, ' '))
    qualify
        row_number() over (
            partition by name.name_id
            order by
                pairs.shared desc,
                jaro_winkler_similarity(lower(name.name), lower(other.name)) desc,
                other.position
        ) <= $pairs_per_name
)
select * exclude (position, other_position)
from (
    from spelled
    union all by name
    from load_kind_pairs
)
order by position, other_position nulls last;
