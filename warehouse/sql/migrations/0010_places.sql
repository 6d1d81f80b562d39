-- grain: none (columns)
comment on column mentions.kind is 'As the article tells: person, org, place, group, event, law, product, work or other. Its entity may be of another, as most articles tell.';
comment on column entities.kind is 'person, org, place, group, event, law, product, work or other: what most of its mentions are taken for.';
comment on column ops.names.found_entity_id is 'The entity by the evidence alone: the first name of the group it belongs to.';
comment on column ops.names.like_name_id is 'The earlier name that it was found to be another spelling of, or the same of the right kind; null for the first of its group.';

-- Names that were seen before stay without a place until they are reprocessed.
alter table ops.names add column located_in varchar;
alter table ops.names add column latitude double;
alter table ops.names add column longitude double;
alter table ops.names add column located_from varchar;
comment on column ops.names.located_in is 'ISO 3166-1 alpha-2 code of the country in which the place of this name lies; null where the name does not tell.';
comment on column ops.names.latitude is 'Degrees north of the city (GeoNames, CC BY 4.0); null for countries and states, and where the name does not tell.';
comment on column ops.names.longitude is 'Degrees east of the city, as for latitude.';
comment on column ops.names.located_from is 'What tells: country (it is one), state (it is a state or part of a country), region (a country or state named with the city), largest (the one city of the name with five times the inhabitants of any other).';

alter table entities add column latitude double;
alter table entities add column longitude double;
alter table entities add column located_from varchar;
comment on column entities.country is 'ISO 3166-1 alpha-2 code of a nationality or country, or of the country in which a place lies; null where that is not certain.';
comment on column entities.latitude is 'Degrees north of a city (GeoNames, CC BY 4.0); null for other entities, and where its name does not tell which city is meant.';
comment on column entities.longitude is 'Degrees east of a city, as for latitude.';
comment on column entities.located_from is 'What tells where a place lies: country (it is one), state (it is a state or part of a country), region (a country or state named with the city), largest (the one city of the name with five times the inhabitants of any other).';
