"""Countries and nationalities: the table of facts and how it is read."""

from __future__ import annotations

import re

import pytest

from tasks.lexicon.word_lists import countries, table_rows
from tasks.mentions.mentions import find_mentions
from tasks.places.regions import country_code
from warehouse.model.vocabulary import Kind


def test_every_row_is_whole() -> None:
    rows = [line.split("\t") for line in table_rows("countries.tsv")]
    assert all(len(row) == 3 for row in rows)
    assert all(re.fullmatch(r"[A-Z]{2}|-", row[0]) for row in rows)
    codes = [row[0] for row in rows]
    assert len(codes) == len(set(codes)) >= 200


def test_no_name_stands_twice() -> None:
    for column in (1, 2):
        names = [n for line in table_rows("countries.tsv") for n in line.split("\t")[column].split("|") if n]
        assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Syria", "SY"),
        ("Syrians", "SY"),
        ("the Islamic Republic of Iran", "IR"),
        ("Russian Federation", "RU"),
        ("U.S.", "US"),
        ("Timor-Leste", "TL"),
        ("Kurdish", None),
        ("Damascus", None),
        ("", None),
    ],
)
def test_country_code(name: str, code: str | None) -> None:
    assert country_code(name) == code


@pytest.mark.parametrize("table", [0, 1])
def test_every_fact_is_found_in_text(table: int) -> None:
    """Each country is a place and each demonym a group, wherever it stands, even when the model sees nothing."""
    kind = (Kind.PLACE, Kind.GROUP)[table]
    for name, code in countries()[table].items():
        found = find_mentions(f"they saw {name} there", [])
        assert [(m.kind, m.country) for m in found] == [(kind, code or None)], name
