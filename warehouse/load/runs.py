"""Records runs: one row of `ops.runs` each, written at the start and completed at the end.

Database.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import duckdb

from warehouse.load.transaction import Loaded
from warehouse.model.vocabulary import Outcome


def record_run_start(
    connection: duckdb.DuckDBPyConnection,
    *,
    run_id: str,
    kind: str,
    arguments: Sequence[str],
    parameters: Mapping[str, Any],
    dateline_version: str,
    now: datetime,
) -> None:
    """Records that a run began; once, however often it is called. `parameters` are values of JSON."""
    connection.execute(
        "insert into ops.runs (run_id, kind, arguments, parameters, dateline_version, started_at, status) "
        "select $1, $2, $3, $4, $5, $6, 'running' where $1 not in (select run_id from ops.runs)",
        [run_id, kind, list(arguments), json.dumps(dict(parameters), default=str), dateline_version, now],
    )


def record_run_end(
    connection: duckdb.DuckDBPyConnection, *, run_id: str, status: str, loaded: Loaded, now: datetime
) -> None:
    """Records how a run ended: `status` is completed or failed."""
    counts = [loaded.outcomes.get(outcome, 0) for outcome in (Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED)]
    connection.execute(
        "update ops.runs set finished_at = ?, status = ?, new = ?, changed = ?, unchanged = ?, rejected = ? "
        "where run_id = ?",
        [now, status, *counts, sum(loaded.rejects.values()), run_id],
    )


def loaded_by(connection: duckdb.DuckDBPyConnection, run_id: str) -> Loaded:
    """What became of the captures of a run, whoever loaded them."""
    outcomes = connection.execute(
        "select outcome, count(*) from ops.loads where run_id = ? group by outcome", [run_id]
    ).fetchall()
    rejects = connection.execute(
        "select reason, count(*) from ops.rejects where run_id = ? group by reason", [run_id]
    ).fetchall()
    return Loaded(outcomes={Outcome(outcome): count for outcome, count in outcomes}, rejects=dict(rejects))


def rejects_of(connection: duckdb.DuckDBPyConnection, run_id: str, *, limit: int) -> list[tuple[str, str, str]]:
    """The first rejects of a run as (reason, where, detail); `where` is the address, and the line of a record."""
    rows: list[tuple[str, str, str]] = connection.execute(
        "select reason, uri || coalesce(':' || line, ''), detail from ops.rejects where run_id = ? "
        "order by uri, line limit ?",
        [run_id, limit],
    ).fetchall()
    return rows
