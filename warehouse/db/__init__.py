"""Opens, migrates, checks, queries and publishes the database."""

from warehouse.db.check import EVERYTHING, LOADED, run_checks
from warehouse.db.connect import PUBLISHED, WRITER, attached, open_snapshot, reader, workspace, writer, writer_lock
from warehouse.db.execute import attached_file, run_statements, sql_literal, transaction
from warehouse.db.published_copy import publish
from warehouse.db.query import Format, draw, named_queries, named_query, run_query, write
from warehouse.db.scratch_folder import scratch
from warehouse.db.statements import statement

__all__ = [
    "EVERYTHING",
    "LOADED",
    "PUBLISHED",
    "WRITER",
    "Format",
    "attached",
    "attached_file",
    "draw",
    "named_queries",
    "named_query",
    "open_snapshot",
    "publish",
    "reader",
    "run_checks",
    "run_query",
    "run_statements",
    "scratch",
    "sql_literal",
    "statement",
    "transaction",
    "workspace",
    "write",
    "writer",
    "writer_lock",
]
