"""Pure, but for reading once the tables of facts that lie beside it (`*.tsv`, `*.txt`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tasks.lexicon.words import Word, words
from warehouse.model.vocabulary import Kind

_HERE = Path(__file__).parent / "en"


class Fact(NamedTuple):
    """What a table says about a name. `shaky`: an ordinary word as well, believed only where the model saw a name."""

    kind: Kind
    country: str | None
    shaky: bool


Lexicon = dict[str, list[tuple[tuple[str, ...], Fact]]]


def lines(name: str) -> Iterator[str]:
    """The lines of a table without comments and empty ones."""
    for line in (_HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


@cache
def countries() -> tuple[dict[str, str], dict[str, str]]:
    """Names and demonyms to ISO 3166-1 alpha-2 codes ("" for peoples and states that have none)."""
    names: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    for line in lines("countries.tsv"):
        code, named, called = line.split("\t")
        names |= dict.fromkeys(named.split("|"), code.strip("-"))
        demonyms |= dict.fromkeys(filter(None, called.split("|")), code.strip("-"))
    return names, demonyms


@cache
def given_names() -> frozenset[str]:
    """Given names that make an undecided run of capitalised words a person."""
    return frozenset(name for line in lines("given_names.txt") for name in line.split())


@cache
def lexicon() -> Lexicon:
    """First word → (all words, fact), longest first. Exact case; hyphens and spaces are the same."""
    facts: dict[str, Fact] = {}
    for line in lines("places.txt"):
        facts |= dict.fromkeys(line.split("|"), Fact(Kind.PLACE, None, shaky=False))
    for line in lines("organisations.txt"):
        for name in line.split("|"):
            facts[name.removeprefix("?")] = Fact(Kind.ORG, None, shaky=name.startswith("?"))
    names, demonyms = countries()
    facts |= {name: Fact(Kind.GROUP, code or None, shaky=False) for name, code in demonyms.items()}
    facts |= {name: Fact(Kind.PLACE, code or None, shaky=False) for name, code in names.items()}
    return _by_first_word(facts)


def _by_first_word(facts: dict[str, Fact]) -> Lexicon:
    found: Lexicon = {}
    for name, fact in facts.items():
        key = tuple(w.text for w in words(name))
        found.setdefault(key[0], []).append((key, fact))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


def look_up(ws: Sequence[Word], at: int, table: Lexicon) -> tuple[int, Fact] | None:
    """The longest entry whose words stand at `at`: (index behind its last word, fact)."""
    for key, fact in table.get(ws[at].text, ()):
        end = at + len(key)
        if end <= len(ws) and all(ws[at + k].joined and ws[at + k].text == key[k] for k in range(1, len(key))):
            return end, fact
    return None
