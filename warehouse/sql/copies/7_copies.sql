-- grain: copy
insert into copies by name from copied;
