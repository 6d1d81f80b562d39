"""Pure. Abbreviations that an article gives in brackets behind a name: "Democratic Union Party (PYD)"."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.mentions.candidate import SHAPED, SPELLED, Found, strongest
from tasks.text.words import Word
from warehouse.model.vocabulary import Kind

_LONGEST_EXPANSION = 9
_JOINING = frozenset(("of", "the", "for", "and", "in", "on", "de", "la", "du", "des"))


def with_acronyms(ws: Sequence[Word], text: str, found: Sequence[Found]) -> list[Found]:
    """The findings, with every bracketed abbreviation and the name before it as organisations (or what the name is)."""
    by_end = {f.last: f for f in found}
    added: list[Found] = []
    for at in range(1, len(ws)):
        if _in_brackets(ws, text, at):
            added += _pair(at, by_end.get(at), _spelled(ws, at))
    return strongest([*found, *added])


def _pair(at: int, before: Found | None, spelled: int | None) -> list[Found]:
    """The name before the bracket and the abbreviation; nothing where neither a name nor fitting initials are there."""
    if spelled is None and (before is None or before.kind is Kind.PERSON):
        return []
    kind = before.kind if before and before.belief >= SHAPED else Kind.ORG
    first = min(f for f in (spelled, before.first if before else None) if f is not None)
    return [Found(first, at, kind, SPELLED), Found(at, at + 1, kind, SPELLED)]


def _in_brackets(ws: Sequence[Word], text: str, at: int) -> bool:
    word = ws[at]
    return (
        text[ws[at - 1].end : word.start] in (" (", " [", ' ("', " (“")
        and text[word.end : word.end + 1] in (")", "]", '"', "”")
        and is_acronym(word.text)
    )


def is_acronym(word: str) -> bool:
    """Two to eight letters, most of them capitals: PYD, PdL, U.S."""
    letters = [c for c in word if c.isalpha()]
    return 2 <= len(letters) <= 8 and len(letters) + word.count(".") == len(word) and _mostly_capital(letters)


def _mostly_capital(letters: list[str]) -> bool:
    return letters[0].isupper() and sum(c.isupper() for c in letters) * 2 > len(letters)


def _spelled(ws: Sequence[Word], at: int) -> int | None:
    """Where the words begin whose initials the abbreviation at `at` is; None where they are not before it."""
    wanted = [c.lower() for c in ws[at].text if c.isalpha()]
    first = at - 1
    while first >= 0 and at - first <= _LONGEST_EXPANSION:
        word = ws[first]
        if wanted and word.text[0].lower() == wanted[-1] and (word.capital or word.text.lower() in _JOINING):
            wanted.pop()
        elif not word.capital and word.text.lower() not in _JOINING:
            return None
        if not wanted:
            return first if ws[first].capital else None
        if not word.joined:
            return None
        first -= 1
    return None


def expansions(ws: Sequence[Word], text: str, found: Sequence[Found]) -> dict[str, str]:
    """Abbreviation → the full name before its bracket, as the article writes it."""
    by_end = {f.last: f for f in found}
    out: dict[str, str] = {}
    for f in found:
        full = by_end.get(f.first)
        if full and f.size == 1 and full.size > 1 and f.kind is full.kind and _in_brackets(ws, text, f.first):
            out.setdefault(ws[f.first].text, text[ws[full.first].start : ws[full.last - 1].end])
    return out
