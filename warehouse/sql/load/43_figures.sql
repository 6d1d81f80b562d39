-- grain: figure in an article version
insert into figures
select
    substr(md5(concat_ws('|', doc.article_id, doc.version, figure.start_char, figure.end_char)), 1, 20),
    doc.article_id,
    doc.version,
    figure.start_char,
    figure.end_char,
    figure.surface,
    figure.value,
    figure.high,
    figure.unit,
    figure.counted,
    figure.modifier
from staged_figures as figure
join resolved as doc on doc.batch = figure.batch and doc.item = figure.item
where doc.outcome <> 'unchanged';
