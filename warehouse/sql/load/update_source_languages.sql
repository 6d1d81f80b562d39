-- grain: outlet; the language of most of its articles, ties to the first by name
-- reads: ops.article_heads, article_versions, load_documents, load_touched
-- writes: sources
update sources
set language = spoken.language
from (
    select source_id, first(language order by articles desc, language) as language
    from (
        select version.source_id, version.language, count(*) as articles
        from ops.article_heads as head
        join article_versions as version on version.article_id = head.article_id and version.version = head.version
        where version.source_id in (
            select source_id from load_documents
            union all
            -- An outlet from which an article went over to another one.
            select old.source_id
            from article_versions as old
            semi join load_touched on load_touched.article_id = old.article_id and load_touched.version = old.version
        )
          and version.language is not null
        group by version.source_id, version.language
    )
    group by source_id
) as spoken
where spoken.source_id = sources.source_id and sources.language is distinct from spoken.language;
