-- grain: term that is asked for and known
select known.term, known.articles, known.as_of
from story_counts_known as known
semi join (select unnest(from_json($terms, '["VARCHAR"]')) as term) as asked on asked.term = known.term;
