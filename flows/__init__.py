"""Prefect flows, settings and the command line. Prefect: imported only when a flow or a run is named.

    from flows import backfill, ingest, maintain, poll, recheck, reprocess, verify
    from flows import connect, open_run

Importing `flows` loads nothing: each name is imported when it is first asked for, and `connect`, which reads the
published tables, needs no Prefect. `docs/extend.md` shows whole programs.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flows.load.report import RunFailed, RunReport
    from flows.load.runs import Run, open_run
    from flows.loading import backfill, ingest
    from flows.queries.snapshot import connect
    from flows.replay import reprocess, verify
    from flows.watch import maintain, poll, recheck

__all__ = [
    "Run",
    "RunFailed",
    "RunReport",
    "backfill",
    "connect",
    "ingest",
    "maintain",
    "open_run",
    "poll",
    "recheck",
    "reprocess",
    "verify",
]

_MODULES = {
    "Run": "flows.load.runs",
    "RunFailed": "flows.load.report",
    "RunReport": "flows.load.report",
    "backfill": "flows.loading",
    "connect": "flows.queries.snapshot",
    "ingest": "flows.loading",
    "maintain": "flows.watch",
    "open_run": "flows.load.runs",
    "poll": "flows.watch",
    "recheck": "flows.watch",
    "reprocess": "flows.replay",
    "verify": "flows.replay",
}


def __getattr__(name: str) -> Any:
    """The name, imported when it is first asked for: Prefect looks for its server when it is imported."""
    if name not in _MODULES:
        raise AttributeError(f"module 'flows' has no attribute {name!r}")
    return getattr(import_module(_MODULES[name]), name)


def __dir__() -> list[str]:
    """The names above, for completion."""
    return __all__
