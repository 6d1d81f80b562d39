"""The ground floor: tables, plain SQL and the code that runs it. Knows DuckDB and nothing above itself."""
