-- grain: quotation or source that leads to a mention, an entity or a quotation that is not there
-- reads: quotes, check_scope, attributions, mentions
with quote as (
    select article_id, version, quote_id, speaker_mention_id as mention_id, speaker_entity_id as entity_id
    from quotes
    semi join check_scope using (article_id, version)
),
source as (
    select article_id, version, attribution_id, mention_id, entity_id, quote_id
    from attributions
    semi join check_scope using (article_id, version)
)
select 'speaker' as what, quote_id as id
from quote anti join mentions using (article_id, version, mention_id, entity_id)
where mention_id is not null or entity_id is not null
union all
select 'source', attribution_id
from source anti join mentions using (article_id, version, mention_id, entity_id)
where mention_id is not null or entity_id is not null
union all
select 'what a source is cited for', attribution_id
from source anti join quotes using (article_id, version, quote_id)
where quote_id is not null;
