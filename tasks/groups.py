"""Pure. Nationalities, peoples and countries: facts of `countries.tsv`, with ISO 3166-1 alpha-2 codes."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.found import LISTED, Found
from tasks.tables import countries, lexicon, look_up
from tasks.words import Word


def country_code(name: str) -> str | None:
    """ISO 3166-1 alpha-2 code of a country's name or a nationality, exact case, leading article allowed; else None."""
    names, demonyms = countries()
    bare = " ".join(name.replace("-", " ").split())
    for form in (name, bare, bare.removeprefix("the ").removeprefix("The ")):
        code = names.get(form) or demonyms.get(form)
        if code:
            return code
    return None


def listed(ws: Sequence[Word]) -> list[Found]:
    """Every name of the tables that stands in the text, the longest at each place; shaky ones left out."""
    table = lexicon()
    found: list[Found] = []
    at = 0
    while at < len(ws):
        known = look_up(ws, at, table) if ws[at].text in table else None
        if known is None:
            at += 1
            continue
        end, fact = known
        if not fact.shaky:
            found.append(Found(at, end, fact.kind, LISTED, fact.country))
        at = end
    return found
