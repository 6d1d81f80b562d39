-- grain: name that was seen for the first time x the same name of another kind, used by many texts before it
-- reads: staged_mentions, load_documents, load_new_names, load_other_kind_texts
-- writes: load_kind_pairs
-- A name with a title or an office beside it stays a person.
create or replace temp table load_kind_pairs as
with seen as materialized (
    select mention.name_id, doc.document, doc.text_hash, mention.role
    from staged_mentions as mention
    join load_documents as doc on doc.batch = mention.batch and doc.item = mention.item
    where mention.name_id in (
        select name_id from load_new_names
        union all
        select unnest(other_kind_ids) from load_new_names
    )
),
begun as (
    select name_id, document, max(role) as role
    from seen
    group by name_id, document
    qualify row_number() over (partition by name_id order by document) = 1
),
wanted as materialized (
    select
        new.name_id, new.position, new.name, new.kind, new.country, begun.document,
        unnest(new.other_kind_ids) as other_id
    from load_new_names as new
    join begun on begun.name_id = new.name_id
    where begun.role is null
),
earlier as (
    select name_id as other_id, text_hash, 0 as document from load_other_kind_texts
    union all
    select name_id, text_hash, document from seen
),
counted as (
    select wanted.name_id, wanted.other_id, count(distinct earlier.text_hash) as texts
    from wanted
    join earlier on earlier.other_id = wanted.other_id and earlier.document < wanted.document
    group by wanted.name_id, wanted.other_id
),
majorities as (
    select name_id, arg_max(other_id, texts) as other_id, max(texts) as texts, sum(texts) - max(texts) as others
    from counted
    group by name_id
),
other as (
    select distinct name_id, kind, name, country, found_entity_id from load_other_kind_texts
    union all
    select name_id, kind, name, country, name_id from load_new_names
)
select
    wanted.name_id, wanted.position, wanted.name, wanted.kind, wanted.country, other.name_id as other_id,
    other.kind as other_kind, other.name as other_name, other.country as other_country, other.found_entity_id,
    majorities.texts
from majorities
join wanted on wanted.name_id = majorities.name_id and wanted.other_id = majorities.other_id
join other on other.name_id = majorities.other_id
where majorities.texts >= $majority and majorities.texts >= majorities.others * $majority;
