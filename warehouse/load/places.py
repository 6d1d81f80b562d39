"""Where the places lie that a load saw first: asks outside, by their names, which are all that it goes by."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import duckdb

from warehouse.db.statements import statement
from warehouse.model.vocabulary import LocatedFrom


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """ISO 3166-1 alpha-2 code, degrees north and east (None for what is no point), and by which rule."""

    country: str
    latitude: float | None
    longitude: float | None
    rule: LocatedFrom


Locate = Callable[[Sequence[str]], Sequence[Located | None]]


def nowhere(names: Sequence[str]) -> list[Located | None]:
    """Knows no place."""
    return [None for _ in names]


def locate_names(connection: duckdb.DuckDBPyConnection, locate: Locate) -> None:
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
