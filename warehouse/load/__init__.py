"""Loads batches of rows into the tables in one transaction, and resolves entities."""

from warehouse.load.archive_position import (
    bodies_held,
    captured,
    fetched,
    loaded_until,
    referred,
    rejected,
    web_archives_read,
)
from warehouse.load.counts import refresh_entities
from warehouse.load.decisions import carry_over, decide, move_mentions, new_decision, reapply_decisions
from warehouse.load.entity_resolution import find_new_names, match_new_names
from warehouse.load.runs import loaded_by, record_run_end, record_run_start, rejects_of
from warehouse.load.staging import rows_of, staged
from warehouse.load.transaction import NOTHING, Loaded, load

__all__ = [
    "NOTHING",
    "Loaded",
    "bodies_held",
    "captured",
    "carry_over",
    "decide",
    "fetched",
    "find_new_names",
    "load",
    "loaded_by",
    "loaded_until",
    "match_new_names",
    "move_mentions",
    "new_decision",
    "reapply_decisions",
    "record_run_end",
    "record_run_start",
    "referred",
    "refresh_entities",
    "rejected",
    "rejects_of",
    "rows_of",
    "staged",
    "web_archives_read",
]
