-- grain: copy that cannot be
-- reads: copies, check_scope, article_versions
with copy as (from copies semi join check_scope using (article_id, version))
select 'copy of itself' as what, article_id as id from copy where article_id = original_id
union all
select 'copy of nothing', article_id
from copy
anti join article_versions as original
    on original.article_id = copy.original_id and original.version = copy.original_version
union all
select 'share beyond 0 to 1', article_id
from copy
where not (containment between 0 and 1 and jaccard between 0 and containment)
union all
select 'copy twice', article_id
from copy
group by article_id, version, original_id, original_version
having count(*) > 1;
