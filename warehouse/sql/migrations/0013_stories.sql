-- grain: article as stories see it; article x term; term; article in its story; story; event in the history of stories
create table ops.story_profiles (
    article_id varchar not null,
    ordinal bigint not null,
    seen_at timestamptz not null,
    published_at timestamptz,
    title varchar not null,
    vectors varchar not null
);

comment on table ops.story_profiles is 'What stories are told by. A row per article, by its first version.';
comment on column ops.story_profiles.article_id is 'The article.';
comment on column ops.story_profiles.ordinal is 'How-manieth article this was, from 1, in the order of the archive.';
comment on column ops.story_profiles.seen_at is 'When it was first seen (UTC).';
comment on column ops.story_profiles.published_at is 'When it was published (UTC); null where that is unknown.';
comment on column ops.story_profiles.title is 'Its headline; empty where it has none.';
comment on column ops.story_profiles.vectors is 'Its weightiest words, names and places with their weights, as JSON.';

create table ops.story_keys (
    key uinteger not null,
    "by" varchar not null,
    day integer not null,
    ordinal bigint not null
);

comment on table ops.story_keys is 'By what an article is found that may tell the same event as a new one. A row per article, key and time by which it is found.';
comment on column ops.story_keys.key is 'Hash of a word or name among the weightiest of the article.';
comment on column ops.story_keys."by" is 'By which time the article is found: published, seen (for articles whose publication is unknown), or undated (its own is unknown, so it lies where it was first seen).';
comment on column ops.story_keys.day is 'Days from 1970-01-01 to that time (UTC).';
comment on column ops.story_keys.ordinal is 'The article, in ops.story_profiles.';

create table ops.story_counts (
    term varchar not null,
    articles double not null,
    as_of bigint not null
);

comment on table ops.story_counts is 'How common words and names are. A row per term that was seen of late.';
comment on column ops.story_counts.term is 'A word, or the id of an entity.';
comment on column ops.story_counts.articles is 'Articles that had it, older ones counting less.';
comment on column ops.story_counts.as_of is 'The article (ordinal) at which that was so; it fades with those that follow.';

create table ops.story_members (
    story_id varchar not null,
    article_id varchar not null,
    ordinal bigint not null
);

comment on table ops.story_members is 'Which story an article belongs to, as it stands now. A row per article.';
comment on column ops.story_members.story_id is 'The story.';
comment on column ops.story_members.article_id is 'The article.';
comment on column ops.story_members.ordinal is 'The article''s place in the order of the archive, as in ops.story_profiles.';

create table ops.story_titles (
    story_id varchar not null,
    title varchar not null
);

comment on table ops.story_titles is 'Titles of stories. A row per story that stands.';
comment on column ops.story_titles.story_id is 'The story.';
comment on column ops.story_titles.title is 'The headline of one of its articles that says most of what all of them say.';

create table story_events (
    ordinal bigint not null,
    place integer not null,
    what varchar not null,
    story_id varchar not null,
    article_id varchar,
    other_id varchar
);

comment on table story_events is 'The history of stories: to play these rows in order of ordinal and place is to have the stories. A row per event.';
comment on column story_events.ordinal is 'The article (ordinal in ops.story_profiles) whose arrival caused it.';
comment on column story_events.place is 'Its place among the events of that article, from 1.';
comment on column story_events.what is 'begun or joined (the article begins or joins story_id), moved (it leaves other_id for story_id), merged (all of other_id goes on in story_id), split (story_id begins with articles of other_id, which are moved next).';
comment on column story_events.story_id is 'The story as it is after the event.';
comment on column story_events.article_id is 'The article; null where a whole story is meant.';
comment on column story_events.other_id is 'The story that was left, merged or split; else null.';
