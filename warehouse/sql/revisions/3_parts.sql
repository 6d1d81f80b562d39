-- grain: part of a version that the one before lacks, or the other way round
insert into revision_parts by name
select told.*
from parts_told as told
join revised using (article_id, version)
order by revised.place, told.position;
