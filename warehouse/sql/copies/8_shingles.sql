-- grain: key x article
insert into ops.shingles by name from shelved;
