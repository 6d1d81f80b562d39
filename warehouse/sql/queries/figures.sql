-- grain: figure
-- question: Which figures are given, of what, and by whom? (value null: dozens, hundreds)
select
    figure.counted, figure.unit, figure.value, figure.high, figure.modifier, figure.surface, source.name as outlet,
    article.title
from figures as figure
join articles as article using (article_id, version)
join sources as source using (source_id)
order by outlet, article.article_id, figure.start_char;
