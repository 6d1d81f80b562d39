"""Resolves names to persons within articles: a relation, in the order of the log.

Database. A name leads to its entity except where an article shows another person: a surname alone refers to somebody
who is named in full elsewhere, and two people may share one name. What articles say of each person is stored; which
person a name refers to is decided by `resolve_names`, a pure function.
"""

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from warehouse.db import run_statements
from warehouse.load import move_mentions, reapply_decisions
from warehouse.model.records import as_json
from warehouse.model.relation_records import NameMention, NamesakeResult, NamingArticle, PersonRow
from warehouse.relations.base import declare_rows, fetch_records, fill_rows, insert_rows

# Of articles in the order of the log, the persons that their names may refer to, and articles by number of a name.
ResolveNames = Callable[[Sequence[NamingArticle], Sequence[PersonRow], Mapping[int, int]], NamesakeResult]


@dataclass(frozen=True, slots=True, kw_only=True)
class Namesakes:
    """The relation.

    `list_surnames` gives the surnames that stand alone among names; `persons_per_surname` of each are candidates.
    """

    resolve_names: ResolveNames
    list_surnames: Callable[[Sequence[str]], Sequence[str]]
    persons_per_surname: int
    name: str = "namesakes"
    tables: tuple[str, ...] = ("ops.persons", "ops.cooccurrence_counts", "ops.name_resolutions")

    def read(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Reads the articles that wait with their names, and the persons whom the names may refer to."""
        run_statements(connection, "namesakes", "articles", "mentions")
        names = [name for (name,) in run_statements(connection, "namesakes", "person_names").fetchall()]
        limits = {"surnames": as_json(self.list_surnames(names)), "persons_per_surname": self.persons_per_surname}
        run_statements(connection, "namesakes", "known_persons", **limits)
        run_statements(connection, "namesakes", "known_counts")
        declare_rows(
            connection,
            namesakes_persons="ops.persons",
            namesakes_counts="ops.cooccurrence_counts",
            namesakes_resolutions="ops.name_resolutions",
        )

    def compute(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Resolves the names, in the order of the log."""
        result = self.resolve_names(
            _read_articles(connection),
            fetch_records(connection, "from namesakes_known_persons", PersonRow),
            dict(connection.execute("from namesakes_known_counts").fetchall()),
        )
        fill_rows(connection, "namesakes_persons", result.persons)
        counts = ({"name_number": number, "articles": articles} for number, articles in result.counts.items())
        fill_rows(connection, "namesakes_counts", counts)
        fill_rows(connection, "namesakes_resolutions", result.resolutions)

    def store(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Writes the rows, and gives the mentions the entities of the persons that they refer to."""
        run_statements(connection, "namesakes", "merge_persons", "merge_counts")
        insert_rows(connection, "namesakes_resolutions", into="ops.name_resolutions")
        reapply_decisions(connection)
        run_statements(connection, "namesakes", "moved_mentions", "chosen_entities")
        move_mentions(connection)


def _read_articles(connection: duckdb.DuckDBPyConnection) -> list[NamingArticle]:
    """The versions that wait, in their order."""
    rows = connection.execute("from namesakes_mentions order by place, start_char").fetchall()
    mentions = {
        place: [
            NameMention(
                start_char=start, end_char=end, kind=kind, name_id=name_id, name=name, role=role, entity_id=entity_id
            )
            for _, start, end, kind, name_id, name, role, entity_id in group
        ]
        for place, group in itertools.groupby(rows, key=lambda row: row[0])
    }
    return [
        NamingArticle(
            article_id=article_id,
            version=version,
            title=title,
            text=text,
            published=published,
            is_counted=is_counted,
            mentions=mentions.get(place, ()),
        )
        for place, article_id, version, title, text, published, is_counted in connection.execute(
            "from namesakes_articles order by place"
        ).fetchall()
    ]
