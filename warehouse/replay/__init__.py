"""Rebuilds the tables from the archive and compares them with those published."""

from warehouse.replay.compare import Difference, compare_databases
from warehouse.replay.maintenance import maintain_files
from warehouse.replay.reprocess import Selection, choose, clear, count_lost_captures, settle, take_over

__all__ = [
    "Difference",
    "Selection",
    "choose",
    "clear",
    "compare_databases",
    "count_lost_captures",
    "maintain_files",
    "settle",
    "take_over",
]
