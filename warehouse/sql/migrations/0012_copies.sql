-- grain: copy (version of an article that repeats one of another); version and its keys; key and who was first with it
create table copies (
    article_id varchar not null,
    original_id varchar not null,
    containment double not null,
    jaccard double not null,
    lag_seconds bigint not null,
    version integer not null,
    original_version integer not null,
    evidence varchar not null,
    agency varchar,
    words_shared integer not null,
    words_cut integer not null,
    words_added integer not null
);

comment on table copies is 'Who repeats whom. A row per article version and the version of another article that it repeats, wholly or in part: of several the one with most words in common. What many pages have in common does not count.';
comment on column copies.article_id is 'The article that repeats another.';
comment on column copies.original_id is 'The article that it repeats.';
comment on column copies.containment is 'Share of the runs of five words of the shorter text that the other has, 0 to 1.';
comment on column copies.jaccard is 'Share of the runs of five words of both texts that both have, 0 to 1.';
comment on column copies.lag_seconds is 'Time from original to copy: between publications where both are known (whole days where one is known to the day), else between first sightings. Negative where other evidence goes against the clock.';
comment on column copies.version is 'The version of the article that repeats the other.';
comment on column copies.original_version is 'The version of the other that it repeats.';
comment on column copies.evidence is 'By what it is known which of the two is the copy: agency (the other is by the agency that this one credits), published (the other was published earlier), dateline (its dateline is earlier), credit (only the other still names its agency) or seen (the other was seen first).';
comment on column copies.agency is 'The agency that the copy or else the original credits: then both may be copies of what was never seen. Null where none is credited.';
comment on column copies.words_shared is 'Words of the later of the two in the archive that stand in runs that both have.';
comment on column copies.words_cut is 'Words of the original that the copy lacks.';
comment on column copies.words_added is 'Words of the copy that the original lacks.';

create table ops.tellings (
    article_id varchar not null,
    version integer not null,
    outlet varchar not null,
    keys bigint[] not null
);

comment on table ops.tellings is 'By what versions of articles are compared with others. A row per article version of twenty words or more.';
comment on column ops.tellings.article_id is 'The article.';
comment on column ops.tellings.version is 'Its version.';
comment on column ops.tellings.outlet is 'Name of the outlet as the document gives it.';
comment on column ops.tellings.keys is 'Runs of five words of the text as numbers, some of them: those that any text draws.';

create table ops.shingles (
    key bigint not null,
    rank integer not null,
    article_id varchar not null,
    version integer not null
);

comment on table ops.shingles is 'Who was first with a run of five words. A row per key and article, the first few that are no copies of each other; a key that has them all is common and tells nothing.';
comment on column ops.shingles.key is 'A run of five words, as in ops.tellings.';
comment on column ops.shingles.rank is 'How-manieth article with this key it is, from 1, copies not counted.';
comment on column ops.shingles.article_id is 'The article.';
comment on column ops.shingles.version is 'The version that had it first.';
