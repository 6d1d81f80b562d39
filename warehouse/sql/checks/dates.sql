-- grain: article version whose publication date has no origin, or an origin without a date
-- reads: article_versions, check_scope
select article_id, version, published_at, published_from
from article_versions
semi join check_scope using (article_id, version)
where (published_at is null) <> (published_from is null);
