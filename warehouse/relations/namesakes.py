"""Who bears a name: a relation (see `relate`) that tells, in the order of the log, whom names mean in an article.

A name means its entity (`resolve`) except where an article says otherwise: a surname that stands alone means somebody
who is named in full elsewhere, and two people may bear one name. What articles said of each bearer is kept; whom that
makes an article mean is told outside (`Tell`), by a function that knows what articles say and nothing else.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from warehouse.db.statements import statements
from warehouse.load.decisions import decided, move_mentions
from warehouse.model.records import as_json

# The companion that stands for all articles.
ALL = 0


@dataclass(frozen=True, slots=True)
class NamedHere:
    """A mention of an article version; fields in the order of the columns of `bearer_names`.

    `entity_id` is what the name alone tells; offsets point into the text.
    """

    start_char: int
    end_char: int
    kind: str
    name_id: str
    name: str
    role: str | None
    entity_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingText:
    """An article version and whom it names; `published` is the year, None where it is unknown.

    `counts`: it is the first version of its article and repeats no earlier one.
    """

    article_id: str
    version: int
    title: str
    text: str
    published: int | None
    counts: bool
    names: Sequence[NamedHere]


@dataclass(frozen=True, slots=True)
class PersonRow:
    """`ops.persons`, fields in the order of its columns."""

    person_id: str
    entity_id: str
    ordinal: int
    surname: str
    given_name: str
    articles: int
    cooccurring: Sequence[int]
    occupations: Sequence[str]
    countries: Sequence[str]
    birth_years: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class CooccurrenceCount:
    """`ops.cooccurrence_counts`."""

    name_number: int
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NameResolution:
    """`ops.name_resolutions`, as the evidence tells it."""

    article_id: str
    version: int
    name_id: str
    person_id: str
    shared_names: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Whom names mean where it is not whom they tell alone; bearers and companions that were added to."""

    meant: Sequence[NameResolution]
    bearers: Sequence[PersonRow]
    companions: Sequence[CooccurrenceCount]


# Of articles in the order of the log, the bearers that may be meant, and how many articles mention a name.
Tell = Callable[[Sequence[NamingText], Sequence[PersonRow], Mapping[int, int]], Told]


@dataclass(frozen=True, slots=True)
class Bearers:
    """The relation.

    `surnames` gives the surnames that stand alone among names; of each, so many bearers are looked at.
    """

    tell_of: Tell
    surnames: Callable[[Sequence[str]], Sequence[str]]
    of_a_surname: int
    name: str = "namesakes"
    tables: tuple[str, ...] = ("ops.persons", "ops.cooccurrence_counts", "ops.name_resolutions")

    def read(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Puts aside the versions that wait with their names, and who may be meant by them."""
        for name in ("1_texts", "2_named"):
            connection.execute(_SQL[name])
        names = [name for (name,) in connection.execute(_SQL["3_persons"]).fetchall()]
        connection.execute(
            _SQL["4_known"], {"surnames": as_json(self.surnames(names)), "of_a_surname": self.of_a_surname}
        )
        connection.execute(_SQL["5_companions"])

    def tell(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Tells whom the names mean, in the order of the log."""
        told = self.tell_of(
            _texts(connection),
            [PersonRow(*row) for row in connection.execute("from bearers_known").fetchall()],
            dict(connection.execute("from companions_known").fetchall()),
        )
        for name, rows in (
            ("6_meant", told.meant),
            ("6_bearers", told.bearers),
            ("6_companions", told.companions),
        ):
            connection.execute(_SQL[name], {"rows": as_json(rows)})

    def store(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Writes what was told, and leads the mentions to whom they mean."""
        for name in ("7_bearers", "7_companions", "7_meant"):
            connection.execute(_SQL[name])
        decided(connection)
        for name in ("8_moved_mentions", "9_chosen_entities"):
            connection.execute(_SQL[name])
        move_mentions(connection)


def _texts(connection: duckdb.DuckDBPyConnection) -> list[NamingText]:
    """The versions that wait, in their order."""
    rows = connection.execute("from bearer_names order by place, start_char").fetchall()
    names = {
        place: [NamedHere(*row[1:]) for row in of_one]
        for place, of_one in itertools.groupby(rows, key=lambda row: row[0])
    }
    return [
        NamingText(
            article_id=article_id,
            version=version,
            title=title,
            text=text,
            published=published,
            counts=counts,
            names=names.get(place, ()),
        )
        for place, article_id, version, title, text, published, counts in connection.execute(
            "from bearer_texts order by place"
        ).fetchall()
    ]


_SQL = {found.name: found.sql for found in statements("namesakes")}
