-- grain: document at the group position that repeats an earlier version than the one before
-- reads: load_resolutions, load_documents, article_versions
-- writes: load_resolutions
update load_resolutions as resolution
set change = concat_ws('+', nullif(resolution.change, 'details'), 'restored')
from (
    select distinct resolution.document
    from load_resolutions as resolution
    join load_documents as doc on doc.document = resolution.document
    join article_versions as earlier
        on earlier.article_id = resolution.article_id
        and earlier.text_hash = doc.text_hash
        and earlier.title is not distinct from doc.title
        -- For a page that is back every version counts: it was gone in between.
        and earlier.version < resolution.version - case when resolution.is_back then 0 else 1 end
    where resolution.outcome = 'changed'
      and not doc.is_gone
      -- What was not away cannot be there again.
      and (resolution.is_back or regexp_matches(resolution.change, 'headline|text'))
) as again
where again.document = resolution.document;
