-- grain: document x what it shares with another document of the load: a key, or the article that known keys lead to
-- reads: load_documents, ops.article_keys
with wanted as (select document, unnest(keys) as key from load_documents),
tied as (
    select document, 'key ' || key as tie from wanted
    union
    select wanted.document, 'article ' || stored.article_id
    from wanted
    join ops.article_keys as stored on stored.key = wanted.key
)
select document, tie
from tied
where tie in (select tie from tied group by tie having count(*) > 1)
order by document, tie;
