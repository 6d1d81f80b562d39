"""Connects a notebook or a script to the published tables. Database: reads only."""

from pathlib import Path

from duckdb import DuckDBPyConnection

from flows.runtime.settings import read_settings
from warehouse.db import open_snapshot


def connect(home: str | Path | None = None) -> DuckDBPyConnection:
    """A read-only DuckDB connection to the tables of a data directory, as they are published now.

        with connect() as db:
            frame = db.sql("from articles").df()      # pandas; .pl(): Polars; .arrow(): Arrow

    `home` is the data directory; None takes the setting `DATELINE_HOME`. The connection is a snapshot: runs that end
    later do not change what it reads, a new call of `connect` does. Times are in UTC. Your own tables go into memory:
    `create temp table`. Close it, or use it in a `with` block; it blocks no run while it is open.

    Raises `warehouse.model.errors.Missing` where nothing was published yet, `Damaged` where the file is no database,
    and `flows.runtime.settings.SettingsError`. Does not import Prefect.
    """
    folder = read_settings().home if home is None else Path(home).expanduser()
    return open_snapshot(folder.absolute())
