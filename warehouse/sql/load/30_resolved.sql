-- grain: document of the wave, with what became of it
create or replace temp view resolved as
select doc.*, told.* exclude (document)
from resolutions as told
join documents as doc on doc.document = told.document;
