-- grain: entity that a version mentions which counts no more, or whose article turned out to be older than it was
-- reads: mentions, load_touched, ops.article_heads, load_aged
-- writes: recount_entities
create or replace temp table recount_entities as
select mention.entity_id
from mentions as mention
semi join load_touched using (article_id, version)
anti join ops.article_heads using (article_id, version)
union
select mention.entity_id
from mentions as mention
semi join load_aged using (article_id, version);
