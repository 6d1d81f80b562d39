"""Locates the names of places that a load saw first, by their names alone, with a function from outside.

Database, temporary tables only.
"""

from collections.abc import Callable, Sequence

import duckdb

from warehouse.db import run_statements
from warehouse.model.relation_records import PlaceLocation

LocatePlaces = Callable[[Sequence[str]], Sequence[PlaceLocation | None]]


def locate_nowhere(names: Sequence[str]) -> list[PlaceLocation | None]:
    """Leaves every place without a location."""
    return [None for _ in names]


def locate_names(connection: duckdb.DuckDBPyConnection, locate: LocatePlaces) -> None:
    """Stages the locations of the new names of places. Works on temporary tables: the writer need not be open."""
    rows = connection.execute(
        "select name_id, name from load_new_names where kind = 'place' order by position"
    ).fetchall()
    locations = locate([name for _, name in rows])
    located = [(name_id, location) for (name_id, _), location in zip(rows, locations, strict=True) if location]
    run_statements(
        connection,
        "load",
        "stage_name_locations",
        names=[name_id for name_id, _ in located],
        countries=[location.country for _, location in located],
        latitudes=[location.latitude for _, location in located],
        longitudes=[location.longitude for _, location in located],
        rules=[str(location.rule) for _, location in located],
    )
