-- grain: document of the wave that says again what an earlier version than the one before said
update resolutions as told
set change = concat_ws('+', nullif(told.change, 'details'), 'restored')
from (
    select distinct told.document
    from resolutions as told
    join documents as doc on doc.document = told.document
    join article_versions as earlier
        on earlier.article_id = told.article_id
        and earlier.text_hash = doc.text_hash
        and earlier.title is not distinct from doc.title
        -- Of a page that is back any telling is an earlier one: it was gone in between.
        and earlier.version < told.version - case when told.is_back then 0 else 1 end
    where told.outcome = 'changed'
      and not doc.is_gone
      -- What was not away cannot be there again.
      and (told.is_back or regexp_matches(told.change, 'headline|text'))
) as again
where again.document = told.document;
