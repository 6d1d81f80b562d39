-- grain: answer that a page is gone, at an address that leads to no article, known or of this load
-- reads: ops.article_keys, load_documents
-- writes: load_documents
-- Most are of that kind: every robots.txt that is not there.
delete from load_documents
where is_gone
  and keys[1] not in (select key from ops.article_keys)
  and keys[1] not in (select unnest(keys) from load_documents where not is_gone);
