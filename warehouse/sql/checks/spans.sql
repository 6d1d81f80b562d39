-- grain: mention whose offsets do not give back its surface
select mention.article_id, mention.version, mention.start_char, mention.end_char, mention.surface
from mentions as mention
join scope on scope.article_id = mention.article_id and scope.version = mention.version
left join article_versions as version
    on version.article_id = mention.article_id
    and version.version = mention.version
where version.text is null
   or mention.start_char < 0
   or mention.end_char <= mention.start_char
   or substr(version.text, mention.start_char + 1, mention.end_char - mention.start_char) <> mention.surface;
