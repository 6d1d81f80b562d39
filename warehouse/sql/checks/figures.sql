-- grain: figure whose offsets do not give back its words, that stands twice, or whose numbers contradict each other
-- reads: figures, check_scope, check_texts
with figure as (from figures semi join check_scope using (article_id, version))
select 'words' as what, figure.figure_id as id
from figure
left join check_texts as version using (article_id, version)
where substr(version.text, figure.start_char + 1, figure.end_char - figure.start_char)
    is distinct from figure.surface
   or figure.start_char < 0
   or figure.end_char <= figure.start_char
union all
select 'value', figure_id
from figure
where value < 0
   or (high is not null and (value is null or high <= value))
   or (unit is null and counted is null)
   or modifier not in ('exactly', 'at_least', 'at_most', 'about')
union all
select 'figure twice', figure_id from figure group by figure_id having count(*) > 1;
