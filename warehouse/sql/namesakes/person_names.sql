-- grain: name of a person in such a version
-- reads: namesakes_mentions
select distinct name from namesakes_mentions where kind = 'person' order by all;
