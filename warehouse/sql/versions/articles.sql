-- grain: article of this id, of an id that begins so, or known by one of the keys
select article_id from ops.article_heads where article_id = $said
union
select article_id from ops.article_keys where key in (select unnest(from_json($keys, '["varchar"]')))
union
-- Of an empty beginning or a word nobody means all that begin so.
select article_id from ops.article_heads where regexp_full_match($said, '[0-9a-f]+') and starts_with(article_id, $said)
order by article_id;
