"""The model's spans as candidates: cut to whole words on one line, without titles, articles and possessives.

Pure.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from tasks.lexicon.files import given_names
from tasks.lexicon.titles import LAW_HEADS, ORG_HEADS, PLACE_HEADS, PLAIN, PORTFOLIOS, RANKS, SUFFIXES
from tasks.mentions.acronyms import is_acronym
from tasks.mentions.candidate import SEEN, Candidate
from tasks.mentions.name_table import KnownName, known_name_at, name_table
from tasks.mentions.ner import EntitySpan
from tasks.mentions.roles import begins_rank, without_title
from tasks.text.words import Word
from warehouse.model.vocabulary import Kind

# Labels of OntoNotes 5; dates, times, numbers, money and languages are no mentions.
ONTONOTES_KINDS = {
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


def candidates_from_spans(words: Sequence[Word], text: str, spans: Iterable[EntitySpan]) -> list[Candidate]:
    """One candidate for each span that is a name; of a span over several lines, what stands on its first."""
    starts, ends = [w.start for w in words], [w.end for w in words]
    candidates: list[Candidate] = []
    for span in sorted(set(spans)):
        kind = ONTONOTES_KINDS.get(span.label)
        if kind is not None:
            first, last = bisect_right(ends, span.start), bisect_left(starts, _line_end(text, span))
            first, last = _trimmed(words, first, min(last, len(words)))
            if first < last:
                candidates.append(_judged(words, first, last, kind))
    return [candidate for candidate in candidates if candidate.size > 0]


def _line_end(text: str, span: EntitySpan) -> int:
    """The end of the span, or of the first line in it that is not empty."""
    piece = text[max(span.start, 0) : max(span.end, 0)]
    lead = len(piece) - len(piece.lstrip())
    first = piece[lead:].splitlines()[:1]
    return max(span.start, 0) + lead + len(first[0]) if first else span.start


def _trimmed(words: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """Cuts at the first break of a phrase that is no comma's, and takes small words off the edges."""
    while first < last and (words[first].text.lower() in _ARTICLES or words[first].text in _INITIAL_LOWER):
        first += 1
    while first < last and (words[last - 1].text.lower() in _ARTICLES or words[last - 1].text in _INITIAL_LOWER):
        last -= 1
    return first, last


def _judged(words: Sequence[Word], first: int, last: int, kind: Kind) -> Candidate:
    """The kind that the words allow."""
    if kind is Kind.PERSON:
        return _person(words, first, last)
    known = known_name_at(words, first, name_table())
    if known and known[0] == last:
        return Candidate(first, last, known[1].kind, SEEN, known[1].country)
    if _sounds_like_person(words, first, last):
        return Candidate(first, last, Kind.PERSON, SEEN)
    if kind is Kind.ORG:
        first = without_title(words, first, last)
    while last - first > 1 and last < len(words) and words[last].joined and words[last - 1].text.lower() in RANKS:
        last -= 1
    if first < last and not any(w.capital or w.text[0].isdigit() for w in words[first:last]):
        return Candidate(first, first, kind, SEEN)
    return Candidate(first, last, kind, SEEN)


def _person(words: Sequence[Word], first: int, last: int) -> Candidate:
    while first < last and begins_rank(words, first):
        first += 1
    first = without_title(words, first, last)
    while first < last and (words[first].text.lower() in PLAIN or words[first].text[0].isdigit()):
        first += 1
    last = next((k + 1 for k in range(first, last) if words[k].owns), last)
    while first < last and begins_rank(words, last - 1):
        last -= 1
    if first == last or not any(w.capital for w in words[first:last]) or _is_portfolio(words, first, last):
        return Candidate(first, first, Kind.PERSON, SEEN)
    if first > 0 and words[first].joined and words[first - 1].text in given_names():
        first -= 1
    kind, country = _by_words(words, first, last)
    return Candidate(first, last, kind, SEEN, country)


def _is_portfolio(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether it is what an office is of: "Minister of Agriculture"."""
    of = first > 1 and words[first].joined and words[first - 1].text in ("of", "for")
    return of and all(w.text.lower() in PORTFOLIOS for w in words[first:last])


def _by_words(words: Sequence[Word], first: int, last: int) -> tuple[Kind, str | None]:
    known: tuple[int, KnownName] | None = known_name_at(words, first, name_table())
    if known and known[0] == last:
        return known[1].kind, known[1].country
    if any(c.isdigit() for w in words[first:last] for c in w.text):
        return Kind.OTHER, None
    if last - first == 1:
        shouted = is_acronym(words[first].text) and words[first].text.isupper()
        return (Kind.ORG if shouted else Kind.PERSON), None
    return _by_head(words[last - 1].text.lower(), named=words[first].text in given_names()), None


def _by_head(head: str, *, named: bool) -> Kind:
    """The kind of a longer name by its last word; `named`: it begins with a given name."""
    if head in ORG_HEADS:
        return Kind.ORG
    if head in LAW_HEADS:
        return Kind.LAW
    return Kind.PLACE if head in PLACE_HEADS and not named else Kind.PERSON


def _sounds_like_person(words: Sequence[Word], first: int, last: int) -> bool:
    """Up to four capitals, the first a given name, the last no word of an organisation or a place."""
    if last - first > 4 or words[first].text not in given_names():
        return False
    tail = words[last - 1].text.lower()
    if tail in ORG_HEADS or tail in PLACE_HEADS or tail in LAW_HEADS:
        return False
    if last - first == 1:
        return True
    whole = (
        all(w.joined and not w.text[0].isdigit() for w in words[first + 1 : last])
        and not words[last - 1].text.isupper()
    )
    return whole and all(
        w.capital or w.text in SUFFIXES or w.text in ("al", "bin", "van", "de") for w in words[first:last]
    )
