-- grain: figure in a version
create table figures (
    figure_id varchar not null,
    article_id varchar not null,
    version integer not null,
    start_char integer not null,
    end_char integer not null,
    surface varchar not null,
    value double,
    high double,
    unit varchar,
    counted varchar,
    modifier varchar not null
);

comment on table figures is 'How many of what, as the text gives it. A row per figure in an article version; substr(articles.text, start_char + 1, end_char - start_char) = surface. Dates, ages, scores and labels are none, nor what is denied, feared or to come.';
comment on column figures.figure_id is 'Deterministic id of the figure.';
comment on column figures.article_id is 'The article.';
comment on column figures.version is 'Version of the article whose text the offsets point into.';
comment on column figures.start_char is 'Offset of the first character, from 0.';
comment on column figures.end_char is 'Offset after the last character.';
comment on column figures.surface is 'The words of the figure with its modifier and unit, exactly as they stand in the text: at least 12, $1.2bn, 10 to 15 percent.';
comment on column figures.value is 'The number; the lower end of a range; null where the text does not say it (dozens, hundreds).';
comment on column figures.high is 'The upper end of a range, else null.';
comment on column figures.unit is 'People to whom something happened (people, soldiers, children …), a currency ($, €, yuan …), %, percentage points, a measure (km, tonnes, magnitude …), years of prison; null where things are counted by the piece.';
comment on column figures.counted is 'What is counted: killed, injured, missing, arrested, displaced, rescued, abducted or hospitalised, whatever the words; else the noun in the plural (troops, cases, houses), what money is for (deal, fine), what a share or measure is of. Null where the text does not say it nearby.';
comment on column figures.modifier is 'exactly, at_least (at least, more than), at_most (up to, fewer than) or about (some, nearly; dozens).';
