-- grain: none (one row); how many articles were told so far
create or replace temp table story_articles_told as
select coalesce(max(ordinal), 0) as articles from ops.story_profiles;
