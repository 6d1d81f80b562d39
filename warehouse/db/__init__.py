"""Opens, migrates, checks, queries and publishes the database."""

from warehouse.db.check import EVERYTHING, LOADED, run_checks
from warehouse.db.connect import LOCK, PUBLISHED, WRITER, attached, reader, workspace, writer
from warehouse.db.published_copy import publish
from warehouse.db.query import Format, draw, named_queries, named_query, run_query, write
from warehouse.db.scratch_folder import scratch
from warehouse.db.statements import sql_by_name, statement

__all__ = [
    "EVERYTHING",
    "LOADED",
    "LOCK",
    "PUBLISHED",
    "WRITER",
    "Format",
    "attached",
    "draw",
    "named_queries",
    "named_query",
    "publish",
    "reader",
    "run_checks",
    "run_query",
    "scratch",
    "sql_by_name",
    "statement",
    "workspace",
    "write",
    "writer",
]
