-- grain: none (tables of ops get the names of the literature; views keep the old names for one release)
alter table ops.bearers rename to persons;
alter table ops.persons rename column bearer_id to person_id;
alter table ops.persons rename column given to given_name;
alter table ops.persons rename column texts to articles;
alter table ops.persons rename column company to cooccurring;
alter table ops.persons rename column trades to occupations;
alter table ops.persons rename column lands to countries;
alter table ops.persons rename column births to birth_years;

comment on table ops.persons is 'Persons whom articles name in full, and what the articles say of them, up to the newest in the order of the archive. A row per person; two people who share a name are two rows.';
comment on column ops.persons.person_id is 'Id of the person: the id of the entity for the first person of the name, an id of its own for each namesake.';
comment on column ops.persons.entity_id is 'The entity that the name leads to without any context, as in ops.names.found_entity_id.';
comment on column ops.persons.ordinal is 'Number of the person among those who share the name, from 1.';
comment on column ops.persons.surname is 'Last part of the name, in ASCII and lower case.';
comment on column ops.persons.given_name is 'First part of the name, as it is written.';
comment on column ops.persons.articles is 'Articles that name the person in full.';
comment on column ops.persons.cooccurring is 'Names that occur in the same articles, as numbers: the first 15 hexadecimal digits of their entity ids. The latest is last.';
comment on column ops.persons.occupations is 'Occupations that articles give the person, by group of occupations.';
comment on column ops.persons.countries is 'Countries of the offices that articles give the person, ISO 3166-1 alpha-2.';
comment on column ops.persons.birth_years is 'Years of birth, computed from the ages that articles give and the dates of the articles.';

alter table ops.companions rename to cooccurrence_counts;
alter table ops.cooccurrence_counts rename column companion to name_number;
alter table ops.cooccurrence_counts rename column texts to articles;

comment on table ops.cooccurrence_counts is 'Number of articles that mention a name, by which common names are told from rare ones. A row per name, and one for all articles.';
comment on column ops.cooccurrence_counts.name_number is 'Number of the name, as in ops.persons.cooccurring; 0 for all articles.';
comment on column ops.cooccurrence_counts.articles is 'Articles that mention the name.';

alter table ops.meant rename to name_resolutions;
alter table ops.name_resolutions rename column bearer_id to person_id;
alter table ops.name_resolutions rename column shared to shared_names;
alter table ops.name_resolutions rename column because to reason;

comment on table ops.name_resolutions is 'Names that refer, in one article, to another person than the name alone leads to: a surname alone, or a namesake. A row per article version and name.';
comment on column ops.name_resolutions.article_id is 'The article.';
comment on column ops.name_resolutions.version is 'Its version.';
comment on column ops.name_resolutions.name_id is 'The name, in ops.names.';
comment on column ops.name_resolutions.person_id is 'The person that the name refers to by the evidence, in ops.persons.';
comment on column ops.name_resolutions.entity_id is 'The entity that the name refers to, with the decisions in ops.decisions.';
comment on column ops.name_resolutions.shared_names is 'Names that the article and earlier articles on the person have in common.';
comment on column ops.name_resolutions.reason is 'The reason, in words.';

alter table ops.tellings rename to version_shingles;
alter table ops.version_shingles rename column keys to shingles;

comment on table ops.version_shingles is 'Shingles by which article versions are compared with others. A row per article version of twenty words or more.';
comment on column ops.version_shingles.article_id is 'The article.';
comment on column ops.version_shingles.version is 'Its version.';
comment on column ops.version_shingles.outlet is 'Name of the outlet as the document gives it.';
comment on column ops.version_shingles.shingles is 'Hashes of runs of five words of the text: a sample that is drawn the same way from every text.';

comment on table ops.shingles is 'The articles in which a shingle stood first. A row per shingle and article, at most three that are no copies of each other; a shingle with three is boilerplate and is not compared.';
comment on column ops.shingles.key is 'The shingle: the hash of a run of five words, as in ops.version_shingles.';
comment on column ops.shingles.rank is 'Number of the article among those with this shingle, from 1, copies not counted.';
comment on column ops.shingles.article_id is 'The article.';
comment on column ops.shingles.version is 'The first version that has the shingle.';

alter table ops.related rename to relation_positions;
update ops.relation_positions set relation = 'namesakes' where relation = 'bearers';

comment on table ops.relation_positions is 'How far relations between articles have been computed. A row per relation.';
comment on column ops.relation_positions.relation is 'The relation: copies, namesakes, quote_links, revision_parts, story_profiles or stories.';
comment on column ops.relation_positions.position is 'Captures up to this position are related (ops.captures.position).';

comment on table ops.names is 'Names that articles mention, and the entities that they lead to. A row per kind and normal form.';
comment on column ops.names.position is 'Number of the name, from 1, in the order of the archive.';
comment on column ops.names.found_entity_id is 'The entity by the evidence alone: the first name of the group that the name belongs to.';
comment on column ops.names.entity_id is 'The entity, with the decisions in ops.decisions.';
comment on column ops.names.score is 'Confidence of the match with that name, 0 to 1.';
comment on column ops.names.because is 'The reason for the match, in words.';
comment on table ops.name_keys is 'Blocking keys: a new name is compared with earlier names that share a key. A row per name and key.';
comment on column ops.name_keys.rank is 'Number of the name among those with this key, from 1.';

comment on table ops.quotations is 'Quotations in the order in which they are compared. A row per quotation.';
comment on column ops.quotations.position is 'Number of the quotation, from 1, in the order of the archive.';
comment on column ops.quotations.said_by is 'The speaker by the evidence of the names alone (ops.names.found_entity_id), without decisions.';
comment on column ops.quotations.published_at is 'Publication time that this version states (UTC).';
comment on table ops.quote_keys is 'Blocking keys: a new quotation is compared with earlier quotations that share keys. A row per quotation and key.';
comment on column ops.quote_keys.key is 'Hash of two neighbouring words, or of a word and the speaker; words are cut to five letters.';

comment on table ops.story_profiles is 'Weighted terms by which articles are clustered into stories. A row per article, from its first version.';
comment on column ops.story_profiles.ordinal is 'Number of the article, from 1, in the order of the archive.';
comment on column ops.story_profiles.vectors is 'Words, names and places of highest weight with their weights, as JSON.';
comment on table ops.story_keys is 'Blocking keys: an article is compared with earlier articles that share a key within some days. A row per article, key and kind of time.';
comment on column ops.story_keys.key is 'Hash of a word or name that is among those of highest weight in the article.';
comment on column ops.story_keys."by" is 'Kind of time that day is taken from: published, seen (the other article has no publication time), or undated (the article itself has none, and day is when it was first seen).';
comment on column ops.story_keys.day is 'Days from 1970-01-01 to that time (UTC).';
comment on table ops.story_counts is 'Document frequencies of words and names, with exponential decay. A row per term that occurred lately.';
comment on column ops.story_counts.articles is 'Articles that contain the term; older articles count less.';
comment on column ops.story_counts.as_of is 'The article (ordinal) at which the count was taken; it decays with the articles that follow.';
comment on table ops.story_members is 'The current story of each article. A row per article.';
comment on column ops.story_members.ordinal is 'Number of the article in the order of the archive, as in ops.story_profiles.';
comment on table ops.story_titles is 'Titles of current stories. A row per story.';
comment on column ops.story_titles.title is 'Headline of the article whose headline shares most with all articles of the story.';
