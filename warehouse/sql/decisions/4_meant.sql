-- grain: name in an article version whose entity changes
update ops.name_resolutions as meant
set entity_id = moved.entity_id
from moved_meant as moved
where moved.article_id = meant.article_id
  and moved.version = meant.version
  and moved.name_id = meant.name_id;
