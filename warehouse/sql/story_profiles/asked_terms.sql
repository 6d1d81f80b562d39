-- grain: term that is asked for
-- writes: story_profiles_asked (temporary)
create or replace temp table story_profiles_asked as
select unnest(from_json($terms, '["VARCHAR"]')) as term;
