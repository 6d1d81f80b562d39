-- grain: article x version from the second on
-- question: Which articles were changed after they were first seen, and what in them?
select
    source.name as outlet, article.title, revision.version, revision.seen_at, revision.change,
    revision.sentences_changed, revision.sentences_added, revision.sentences_dropped, revision.numbers_vanished,
    revision.numbers_appeared, revision.entities_vanished, revision.entities_appeared, revision.article_id
from revisions as revision
join articles as article using (article_id)
join sources as source using (source_id)
order by revision.seen_at, revision.article_id, revision.version;
