-- grain: article that holds all the words, those with most of them in the headline and then the newest first
with wanted as (select from_json($patterns, '["VARCHAR"]') as patterns),
found as (
    select
        article.article_id, article.source_id, article.title, article.text,
        coalesce(article.published_at, article.first_seen_at) as told_at,
        list_sum(
            list_transform(patterns, pattern -> cast(regexp_matches(coalesce(article.title, ''), pattern) as integer))
        ) as in_title
    from articles as article, wanted
    where ($since is null or coalesce(article.published_at, article.first_seen_at) >= $since)
      and list_bool_and(
          list_transform(patterns, pattern -> regexp_matches(concat_ws(chr(10), article.title, article.text), pattern))
      )
)
select
    found.article_id, strftime(found.told_at, '%Y-%m-%d %H:%M') as told, outlet.name as outlet, found.title,
    regexp_extract(found.text, '(?s).{0,60}' || $first || '.{0,80}') as words,
    count(*) over () as matches
from found
join sources as outlet using (source_id)
order by found.in_title desc, found.told_at desc, found.article_id
limit $limit;
