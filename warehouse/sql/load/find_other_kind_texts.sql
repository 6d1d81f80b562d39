-- grain: stored name that is a new one under another kind x text that mentions it
-- reads: load_new_names, ops.names, mentions, article_versions
-- writes: load_other_kind_texts
-- Texts, not articles: a wire story that forty outlets print counts once.
create or replace temp table load_other_kind_texts as
with wanted as materialized (select distinct unnest(other_kind_ids) as name_id from load_new_names),
stored as materialized (
    select name_id, kind, name, country, found_entity_id from ops.names semi join wanted using (name_id)
)
select distinct stored.*, version.text_hash
from stored
join mentions as mention on mention.name_id = stored.name_id
join article_versions as version on version.article_id = mention.article_id and version.version = mention.version;
