-- grain: version or part of one that does not fit the version before
-- reads: revision_parts, check_scope, article_versions, check_texts, ops.article_heads
with parted as (from revision_parts semi join check_scope using (article_id, version)),
text_before as (
    select article_id, version, text
    from article_versions
    where rowid in (
        select earlier.rowid
        from article_versions as earlier
        join parted on parted.article_id = earlier.article_id and parted.version - 1 = earlier.version
    )
),
part as (
    select stored.*, later.text as later_text, earlier.text as earlier_text
    from parted as stored
    left join check_texts as later on later.article_id = stored.article_id and later.version = stored.version
    left join text_before as earlier on earlier.article_id = stored.article_id and earlier.version = stored.version - 1
)
select 'removed, with a text' as what, article_id as id
from check_texts
where (change = 'removed') <> (text = '')
union all
select 'newest text is none', head.article_id
from ops.article_heads as head
join check_texts as version on version.article_id = head.article_id and version.version = head.version
where version.change = 'removed'
union all
select 'part of no text', article_id
from part
where substr(later_text, new_start + 1, new_end - new_start) <> new_text
   or substr(earlier_text, old_start + 1, old_end - old_start) <> old_text
   or later_text is null
   or earlier_text is null
union all
select 'part twice', article_id
from part
group by article_id, version, position
having count(*) > 1;
