-- grain: answer that a page is gone, at an address that leads to no article, known or of this load
-- Most are of that kind: every robots.txt that is not there.
delete from documents
where is_gone
  and keys[1] not in (select key from ops.article_keys)
  and keys[1] not in (select unnest(keys) from documents where not is_gone);
