-- grain: version that waits whose text differs from the text of the version before
-- reads: waiting, article_versions
select waiting.article_id, waiting.version, earlier.text as old_text, later.text as new_text
from waiting
join article_versions as later on later.article_id = waiting.article_id and later.version = waiting.version
join article_versions as earlier on earlier.article_id = waiting.article_id and earlier.version = waiting.version - 1
where later.text_hash <> earlier.text_hash
order by waiting.place;
