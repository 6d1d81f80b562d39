-- grain: entity that a version mentions which counts no more, or whose article turned out to be older than it was
create or replace temp table chosen_entities as
select mention.entity_id
from mentions as mention
semi join touched using (article_id, version)
anti join ops.article_heads using (article_id, version)
union
select mention.entity_id
from mentions as mention
semi join aged using (article_id, version);
