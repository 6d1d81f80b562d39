"""Prefect flows, settings and the command line. Prefect: imported only when a flow is named.

from flows import backfill, ingest, maintain, poll, recheck, reprocess, verify
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flows.loading import backfill, ingest
    from flows.replay import reprocess, verify
    from flows.watch import maintain, poll, recheck

__all__ = ["backfill", "ingest", "maintain", "poll", "recheck", "reprocess", "verify"]

_MODULES = {
    "backfill": "flows.loading",
    "ingest": "flows.loading",
    "maintain": "flows.watch",
    "poll": "flows.watch",
    "recheck": "flows.watch",
    "reprocess": "flows.replay",
    "verify": "flows.replay",
}


def __getattr__(name: str) -> Any:
    """The flow of this name, imported when it is first asked for: Prefect looks for its server when it is imported."""
    if name not in _MODULES:
        raise AttributeError(f"module 'flows' has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)
