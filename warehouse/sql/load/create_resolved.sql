-- grain: document at the group position, with its outcome
-- reads: load_resolutions, load_documents
-- writes: load_resolved
create or replace temp view load_resolved as
select doc.*, resolution.* exclude (document)
from load_resolutions as resolution
join load_documents as doc on doc.document = resolution.document;
