-- grain: article of this id, of an id that begins so, or known by one of the keys
select article_id from ops.article_heads where article_id = $query
union
select article_id from ops.article_keys where key in (select unnest(from_json($keys, '["varchar"]')))
union
-- Only hexadecimal digits: an empty string or a word is no beginning of an id.
select article_id
from ops.article_heads
where regexp_full_match($query, '[0-9a-f]+') and starts_with(article_id, $query)
order by article_id;
