"""Pure. What the model saw, put right word by word: whole words, one line, no title, article or possessive."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from tasks.lexicon.files import given_names
from tasks.lexicon.titles import LAW_HEADS, ORG_HEADS, PLACE_HEADS, PLAIN, PORTFOLIOS, RANKS, SUFFIXES
from tasks.mentions.acronyms import is_acronym
from tasks.mentions.candidate import SEEN, Found
from tasks.mentions.name_table import KnownName, known_name_at, name_table
from tasks.mentions.ner import Span
from tasks.mentions.roles import begins_rank, without_title
from tasks.text.words import Word
from warehouse.model.vocabulary import Kind

# Labels of OntoNotes 5; dates, times, numbers, money and languages are no mentions.
KINDS = {
    "PERSON": Kind.PERSON,
    "PER": Kind.PERSON,
    "ORG": Kind.ORG,
    "GPE": Kind.PLACE,
    "LOC": Kind.PLACE,
    "FAC": Kind.PLACE,
    "NORP": Kind.GROUP,
    "EVENT": Kind.EVENT,
    "LAW": Kind.LAW,
    "PRODUCT": Kind.PRODUCT,
    "WORK_OF_ART": Kind.WORK,
    "MISC": Kind.OTHER,
}
_ARTICLES = frozenset(("the", "a", "an"))
_INITIAL_LOWER = frozenset(("of", "and", "for", "in", "on", "near", "at", "to", "&", "by", "with", "from"))


def sighted(ws: Sequence[Word], text: str, spans: Iterable[Span]) -> list[Found]:
    """One finding for each span that is a name; of a span over several lines, what stands on its first."""
    starts, ends = [w.start for w in ws], [w.end for w in ws]
    found: list[Found] = []
    for span in sorted(set(spans)):
        kind = KINDS.get(span.label)
        if kind is not None:
            first, last = bisect_right(ends, span.start), bisect_left(starts, _line_end(text, span))
            first, last = _trimmed(ws, first, min(last, len(ws)))
            if first < last:
                found.append(_judged(ws, first, last, kind))
    return [f for f in found if f.size > 0]


def _line_end(text: str, span: Span) -> int:
    """The end of the span, or of the first line in it that is not empty."""
    piece = text[max(span.start, 0) : max(span.end, 0)]
    lead = len(piece) - len(piece.lstrip())
    first = piece[lead:].splitlines()[:1]
    return max(span.start, 0) + lead + len(first[0]) if first else span.start


def _trimmed(ws: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """Cuts at the first break of a phrase that is no comma's, and takes small words off the edges."""
    while first < last and (ws[first].text.lower() in _ARTICLES or ws[first].text in _INITIAL_LOWER):
        first += 1
    while first < last and (ws[last - 1].text.lower() in _ARTICLES or ws[last - 1].text in _INITIAL_LOWER):
        last -= 1
    return first, last


def _judged(ws: Sequence[Word], first: int, last: int, kind: Kind) -> Found:
    """The kind that the words allow."""
    if kind is Kind.PERSON:
        return _person(ws, first, last)
    known = known_name_at(ws, first, name_table())
    if known and known[0] == last:
        return Found(first, last, known[1].kind, SEEN, known[1].country)
    if _sounds_like_person(ws, first, last):
        return Found(first, last, Kind.PERSON, SEEN)
    if kind is Kind.ORG:
        first = without_title(ws, first, last)
    while last - first > 1 and last < len(ws) and ws[last].joined and ws[last - 1].text.lower() in RANKS:
        last -= 1
    if first < last and not any(w.capital or w.text[0].isdigit() for w in ws[first:last]):
        return Found(first, first, kind, SEEN)
    return Found(first, last, kind, SEEN)


def _person(ws: Sequence[Word], first: int, last: int) -> Found:
    while first < last and begins_rank(ws, first):
        first += 1
    first = without_title(ws, first, last)
    while first < last and (ws[first].text.lower() in PLAIN or ws[first].text[0].isdigit()):
        first += 1
    last = next((k + 1 for k in range(first, last) if ws[k].owns), last)
    while first < last and begins_rank(ws, last - 1):
        last -= 1
    if first == last or not any(w.capital for w in ws[first:last]) or _is_portfolio(ws, first, last):
        return Found(first, first, Kind.PERSON, SEEN)
    if first > 0 and ws[first].joined and ws[first - 1].text in given_names():
        first -= 1
    kind, country = _by_words(ws, first, last)
    return Found(first, last, kind, SEEN, country)


def _is_portfolio(ws: Sequence[Word], first: int, last: int) -> bool:
    """Whether it is what an office is of: "Minister of Agriculture"."""
    of = first > 1 and ws[first].joined and ws[first - 1].text in ("of", "for")
    return of and all(w.text.lower() in PORTFOLIOS for w in ws[first:last])


def _by_words(ws: Sequence[Word], first: int, last: int) -> tuple[Kind, str | None]:
    known: tuple[int, KnownName] | None = known_name_at(ws, first, name_table())
    if known and known[0] == last:
        return known[1].kind, known[1].country
    if any(c.isdigit() for w in ws[first:last] for c in w.text):
        return Kind.OTHER, None
    if last - first == 1:
        shouted = is_acronym(ws[first].text) and ws[first].text.isupper()
        return (Kind.ORG if shouted else Kind.PERSON), None
    return _by_head(ws[last - 1].text.lower(), named=ws[first].text in given_names()), None


def _by_head(head: str, *, named: bool) -> Kind:
    """The kind of a longer name by its last word; `named`: it begins with a given name."""
    if head in ORG_HEADS:
        return Kind.ORG
    if head in LAW_HEADS:
        return Kind.LAW
    return Kind.PLACE if head in PLACE_HEADS and not named else Kind.PERSON


def _sounds_like_person(ws: Sequence[Word], first: int, last: int) -> bool:
    """Up to four capitals, the first a given name, the last no word of an organisation or a place."""
    if last - first > 4 or ws[first].text not in given_names():
        return False
    tail = ws[last - 1].text.lower()
    if tail in ORG_HEADS or tail in PLACE_HEADS or tail in LAW_HEADS:
        return False
    if last - first == 1:
        return True
    whole = all(w.joined and not w.text[0].isdigit() for w in ws[first + 1 : last]) and not ws[last - 1].text.isupper()
    return whole and all(
        w.capital or w.text in SUFFIXES or w.text in ("al", "bin", "van", "de") for w in ws[first:last]
    )
