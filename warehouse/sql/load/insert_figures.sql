-- grain: figure in an article version
-- reads: staged_figures, load_resolved
-- writes: figures
insert into figures by name
select
    substr(md5(concat_ws('|', doc.article_id, doc.version, figure.start_char, figure.end_char)), 1, 20) as figure_id,
    doc.article_id, doc.version, figure.start_char, figure.end_char, figure.surface, figure.value, figure.high,
    figure.unit, figure.counted, figure.modifier
from staged_figures as figure
join load_resolved as doc on doc.batch = figure.batch and doc.item = figure.item
where doc.outcome <> 'unchanged';
