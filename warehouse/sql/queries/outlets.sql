-- grain: outlet
-- question: Which outlets are there, how much of each, from when to when?
select
    source.name, source.domain, source.language, count(*) as articles, count(article.published_at) as dated,
    min(article.published_at)::date as first_day,
    max(article.published_at)::date as last_day,
    count(*) filter (where article.is_truncated) as truncated
from sources as source
join articles as article using (source_id)
group by all
order by articles desc, source.name;
