"""Writes `docs/schema.md` from the comments in the database, so that page and tables agree.

Database, read only.
"""

import duckdb

from warehouse.model.tables import TABLES, Owner

_HEAD = """# Tables

This page is generated from the comments in the database: `make docs` writes it, a test compares it.
Times are UTC. Offsets are half-open character offsets into the text of the same version, and
`substr(text, start_char + 1, end_char - start_char)` gives back the words, always.
"""
_OBJECTS = """
select schema_name, table_name as name, comment from duckdb_tables() where not temporary
union all
select schema_name, view_name, comment from duckdb_views() where not internal and not temporary
order by schema_name, name
"""
_COLUMNS = """
select column_name, lower(data_type), comment
from duckdb_columns()
where schema_name = ? and table_name = ?
order by column_index
"""


def schema_page(connection: duckdb.DuckDBPyConnection) -> str:
    """The page, in Markdown: every table and view of a migrated database with its columns, types and comments."""
    parts = [_HEAD]
    facts = {table.name for table in TABLES if table.owner is Owner.INSTALLATION}
    for schema, name, comment in connection.execute(_OBJECTS).fetchall():
        title = name if schema == "main" else f"{schema}.{name}"
        fact = " A fact of this installation: it does not follow from the archive." if title in facts else ""
        parts.append(f"\n## {title}\n\n{comment or ''}{fact}\n\n| column | type | what |\n| --- | --- | --- |\n")
        for column, kind, meaning in connection.execute(_COLUMNS, [schema, name]).fetchall():
            parts.append(f"| `{column}` | {kind.replace('|', '/')} | {meaning or ''} |\n")
    return "".join(parts)
