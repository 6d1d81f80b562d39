"""Reads and writes the archive: captures as WARC records in a log, and web archives of others."""

from tasks.archive.captures import Input, make_capture_id, make_local_capture
from tasks.archive.log import LOG_START, Archive, ArchiveError, Position, StoredBody
from tasks.archive.warc import make_storable
from tasks.archive.webarchives import list_references

__all__ = [
    "LOG_START",
    "Archive",
    "ArchiveError",
    "Input",
    "Position",
    "StoredBody",
    "list_references",
    "make_capture_id",
    "make_local_capture",
    "make_storable",
]
