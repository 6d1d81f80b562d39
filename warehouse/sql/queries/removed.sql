-- grain: piece of text that a cleaning rule took out
-- question: What did cleaning take out of the texts, by which rule?
select removal.rule, removal.text, source.name as outlet, version.article_id, version.version
from article_versions as version
join sources as source using (source_id)
cross join unnest(version.removed) as piece (removal)
order by removal.rule, outlet, version.article_id, version.version;
