-- grain: none (the two schemas; `main` holds what analysts ask, `ops` how it came there)
create schema if not exists ops;

