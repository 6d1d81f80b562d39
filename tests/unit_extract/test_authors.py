"""Bylines: people's names and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.extract.authors import MAX_AUTHORS, split_authors


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By Ana Silva, Bo Lind and Cy Marsh", ("Ana Silva", "Bo Lind", "Cy Marsh")),
        ("Written by Ana Silva\n  Edited by Bo Lind", ("Ana Silva",)),
        ("Von Ana Silva und Bo Lind", ("Ana Silva", "Bo Lind")),
        ("Ana Silva, Senior Correspondent", ("Ana Silva",)),
        ("Ana Silva (Example News)", ("Ana Silva",)),
        ("Ana (Maria) Silva", ("Ana (Maria) Silva",)),
        ("Silva, Ana", ("Ana Silva",)),
        ("Ana Silva, MD", ("Ana Silva",)),
        ("Ana Silva for Example Weekly", ("Ana Silva",)),
        ("By Ana Silva July 8, 2020 3:46 PM", ("Ana Silva",)),
        ("Ana Silva @anasilva ana@example.com https://example.com/ana", ("Ana Silva",)),
        ("Ana Silva; ANA SILVA", ("Ana Silva",)),
        ("Example News Staff", ()),
        ("https://www.facebook.com/example", ()),
        ("@example", ()),
        ("admin", ()),
    ],
)
def test_bylines(byline: str, expected: tuple[str, ...]) -> None:
    assert split_authors([byline]) == expected


def test_the_outlet_is_no_author() -> None:
    assert split_authors(["The Example, Ana Silva"], {"theexample"}) == ("Ana Silva",)


@given(st.lists(st.text(max_size=200), max_size=30))
def test_any_bylines_give_few_and_different_names(bylines: list[str]) -> None:
    names = split_authors(bylines)
    assert len(names) == len(set(names)) <= MAX_AUTHORS
