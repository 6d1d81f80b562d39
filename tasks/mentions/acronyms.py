"""Abbreviations that an article gives in brackets behind a name: "Democratic Union Party (PYD)".

Pure.
"""

from collections.abc import Sequence

from tasks.mentions.candidate import SHAPED, SPELLED, Candidate, choose_strongest
from tasks.text.words import Word
from warehouse.model.vocabulary import Kind

_MOST_EXPANSION_WORDS = 9
_JOINING = frozenset(("of", "the", "for", "and", "in", "on", "de", "la", "du", "des"))


def add_acronyms(words: Sequence[Word], text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, with every bracketed abbreviation and the name before it, of one kind."""
    by_end = {candidate.last: candidate for candidate in candidates}
    added: list[Candidate] = []
    for index in range(1, len(words)):
        if _in_brackets(words, text, index):
            added += _pair(index, by_end.get(index), _spelled(words, index))
    return choose_strongest([*candidates, *added])


def _pair(index: int, before: Candidate | None, spelled: int | None) -> list[Candidate]:
    """The name before the bracket and the abbreviation; nothing where neither a name nor fitting initials are there."""
    if spelled is None and (before is None or before.kind is Kind.PERSON):
        return []
    kind = before.kind if before and before.belief >= SHAPED else Kind.ORG
    first = min(f for f in (spelled, before.first if before else None) if f is not None)
    return [Candidate(first, index, kind, SPELLED), Candidate(index, index + 1, kind, SPELLED)]


def _in_brackets(words: Sequence[Word], text: str, index: int) -> bool:
    word = words[index]
    return (
        text[words[index - 1].end : word.start] in (" (", " [", ' ("', " (“")
        and text[word.end : word.end + 1] in (")", "]", '"', "”")
        and is_acronym(word.text)
    )


def is_acronym(word: str) -> bool:
    """Whether the word has two to eight letters, most of them capitals: PYD, PdL, U.S."""
    letters = [c for c in word if c.isalpha()]
    if not 2 <= len(letters) <= 8 or len(letters) + word.count(".") != len(word):
        return False
    return letters[0].isupper() and sum(c.isupper() for c in letters) * 2 > len(letters)


def _spelled(words: Sequence[Word], index: int) -> int | None:
    """Where the words begin whose initials the abbreviation at `index` is; None where they are not before it."""
    initials = [c.lower() for c in words[index].text if c.isalpha()]
    first = index - 1
    while first >= 0 and index - first <= _MOST_EXPANSION_WORDS:
        word = words[first]
        if initials and word.text[0].lower() == initials[-1] and (word.capital or word.text.lower() in _JOINING):
            initials.pop()
        elif not word.capital and word.text.lower() not in _JOINING:
            return None
        if not initials:
            return first if words[first].capital else None
        if not word.joined:
            return None
        first -= 1
    return None


def map_acronyms(words: Sequence[Word], text: str, candidates: Sequence[Candidate]) -> dict[str, str]:
    """Abbreviation → the full name before its bracket, as the article writes it."""
    by_end = {candidate.last: candidate for candidate in candidates}
    full_names: dict[str, str] = {}
    for short in candidates:
        full = by_end.get(short.first)
        is_pair = full is not None and short.size == 1 and full.size > 1 and short.kind is full.kind
        if full and is_pair and _in_brackets(words, text, short.first):
            full_names.setdefault(words[short.first].text, text[words[full.first].start : words[full.last - 1].end])
    return full_names
