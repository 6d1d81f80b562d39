-- grain: name of a person in such a version
select distinct name from bearer_names where kind = 'person' order by all;
