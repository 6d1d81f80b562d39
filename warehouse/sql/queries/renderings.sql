-- grain: pair of quotations of the same words, in the newest versions of two articles
-- question: Which statements are quoted twice, in whose words, and in which? (same, partial, or another rendering)
select
    coalesce(entity.name, one.speaker, other.speaker) as speaker,
    link.kind, round(link.similarity, 2) as similarity, source.name as outlet, one.text,
    other_source.name as other_outlet, other.text as other_text
from quote_links as link
join quotes as one on one.quote_id = link.quote_id
join articles as article on article.article_id = one.article_id and article.version = one.version
join sources as source on source.source_id = article.source_id
join quotes as other on other.quote_id = link.other_id
join articles as other_article on other_article.article_id = other.article_id and other_article.version = other.version
join sources as other_source on other_source.source_id = other_article.source_id
left join entities as entity on entity.entity_id = coalesce(one.speaker_entity_id, other.speaker_entity_id)
order by outlet, one.article_id, one.start_char, one.end_char, other_outlet, other.article_id, other.start_char;
