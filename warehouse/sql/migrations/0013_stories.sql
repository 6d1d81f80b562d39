-- grain: story; story x article (provisional: stands for the tables of stories until they are there)
create table stories (
    story_id varchar not null,
    title varchar,
    first_seen_at timestamptz not null,
    last_seen_at timestamptz not null,
    article_count integer not null,
    source_count integer not null,
    independent_count integer not null
);

comment on table stories is 'Events as told by one or more outlets. A row per story.';
comment on column stories.story_id is 'Id of the story.';
comment on column stories.title is 'Headline chosen from its articles.';
comment on column stories.first_seen_at is 'When its first article was first captured (UTC).';
comment on column stories.last_seen_at is 'When one of its articles was last captured (UTC).';
comment on column stories.article_count is 'Articles.';
comment on column stories.source_count is 'Outlets.';
comment on column stories.independent_count is 'Reports that are no copies and no agency text.';

create table story_articles (
    story_id varchar not null,
    article_id varchar not null,
    role varchar not null
);

comment on table story_articles is 'Which articles tell a story. A row per story and article.';
comment on column story_articles.story_id is 'The story.';
comment on column story_articles.article_id is 'The article.';
comment on column story_articles.role is 'What the article is in it.';
