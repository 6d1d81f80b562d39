-- grain: mention
-- question: In which words does each name stand? (add your own where)
select
    source.name as outlet, mention.kind, mention.name, mention.surface,
    replace(
        substr(
            article.text,
            greatest(mention.start_char - 39, 1),
            least(mention.start_char, 40) + length(mention.surface) + 40
        ),
        chr(10),
        ' '
    ) as words
from mentions as mention
join articles as article using (article_id, version)
join sources as source using (source_id)
order by outlet, article.article_id, mention.start_char;
