-- grain: term that is asked for and known
-- reads: story_profiles_known_counts, story_profiles_asked
select known.term, known.articles, known.as_of
from story_profiles_known_counts as known
semi join story_profiles_asked as asked on asked.term = known.term;
