-- grain: article that was loaded before and is met in a capture older than all that were known: there is none
create or replace temp table aged (article_id varchar, version integer);
