-- grain: person x role x outlet
-- question: Which rank or office does each outlet give a person?
select mention.name, mention.role, source.name as outlet, count(*) as mentions
from mentions as mention
join articles using (article_id, version)
join sources as source using (source_id)
where mention.kind = 'person' and mention.role is not null
group by all
order by mention.name, mentions desc, mention.role;
