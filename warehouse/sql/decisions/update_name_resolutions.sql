-- grain: name in an article version whose entity changes
-- reads: decisions_moved_resolutions
-- writes: ops.name_resolutions
update ops.name_resolutions as resolution
set entity_id = moved.entity_id
from decisions_moved_resolutions as moved
where moved.article_id = resolution.article_id
  and moved.version = resolution.version
  and moved.name_id = resolution.name_id;
