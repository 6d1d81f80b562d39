-- grain: version that waits whose text is another than that of the version before
create or replace temp table revised as
with first as (
    -- Two captures may have one id (the same bytes at the same place and time): a version may wait twice.
    select article_id, version, min(place) as place from waiting where version > 1 group by article_id, version
)
select first.place, first.article_id, first.version, earlier.text as old_text, later.text as new_text
from first
anti join revision_parts as told using (article_id, version)
join article_versions as later on later.article_id = first.article_id and later.version = first.version
join article_versions as earlier on earlier.article_id = first.article_id and earlier.version = first.version - 1
where later.text_hash <> earlier.text_hash;
