"""Where the places lie that a load saw first: asks outside, by their names, which are all that it goes by."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import duckdb

from warehouse.db.statements import statement
from warehouse.model.relation_records import PlaceLocation

LocatePlaces = Callable[[Sequence[str]], Sequence[PlaceLocation | None]]


def locate_nowhere(names: Sequence[str]) -> list[PlaceLocation | None]:
    """Knows no place."""
    return [None for _ in names]


def locate_names(connection: duckdb.DuckDBPyConnection, locate: LocatePlaces) -> None:
    """Puts aside where the new names of places lie. Works on temporary tables: the writer need not be open."""
    rows = connection.execute("select name_id, name from new_names where kind = 'place' order by position").fetchall()
    found = locate([name for _, name in rows])
    known = [(name_id, one) for (name_id, _), one in zip(rows, found, strict=True) if one]
    connection.execute(
        statement("load", "29_names_located").sql,
        {
            "names": [name_id for name_id, _ in known],
            "countries": [one.country for _, one in known],
            "latitudes": [one.latitude for _, one in known],
            "longitudes": [one.longitude for _, one in known],
            "rules": [str(one.rule) for _, one in known],
        },
    )
