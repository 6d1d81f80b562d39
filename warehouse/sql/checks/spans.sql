-- grain: mention whose offsets do not give back its surface
-- reads: mentions, check_scope, check_texts
select mention.article_id, mention.version, mention.start_char, mention.end_char, mention.surface
from mentions as mention
semi join check_scope using (article_id, version)
left join check_texts as version on version.article_id = mention.article_id and version.version = mention.version
where substr(version.text, mention.start_char + 1, mention.end_char - mention.start_char)
    is distinct from mention.surface
   or mention.start_char < 0
   or mention.end_char <= mention.start_char;
