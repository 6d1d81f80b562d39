"""The model's spans as candidates: cut to whole words on one line, without titles, articles and possessives.

Pure.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from tasks.lexicon.titles import LAW_HEADS, ORG_HEADS, PLACE_HEADS, PLAIN, PORTFOLIOS, RANKS, SUFFIXES
from tasks.lexicon.word_lists import given_names, word_values
from tasks.mentions.acronyms import is_acronym
from tasks.mentions.candidate import SEEN, Candidate
from tasks.mentions.name_table import known_name_at
from tasks.mentions.ner import EntitySpan
from tasks.mentions.roles import begins_rank, without_title
from tasks.text.words import Word, are_joined
from warehouse.model.vocabulary import Kind

ONTONOTES_KINDS = {label: Kind(kind) for label, kind in word_values("mentions", "OntoNotes labels").items()}
_LOWER_PARTS = SUFFIXES | {"al", "bin", "van", "de"}  # of persons' names
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
    """The span without the small words at its edges."""
    while first < last and _is_small(words[first]):
        first += 1
    while first < last and _is_small(words[last - 1]):
        last -= 1
    return first, last


def _is_small(word: Word) -> bool:
    return word.text in _INITIAL_LOWER or word.text.lower() in _ARTICLES


def _judged(words: Sequence[Word], first: int, last: int, kind: Kind) -> Candidate:
    """The kind that the words allow."""
    if kind is Kind.PERSON:
        return _person(words, first, last)
    if known := _known(words, first, last):
        return known
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
    return _known(words, first, last) or Candidate(first, last, _by_words(words, first, last), SEEN)


def _is_portfolio(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether it is what an office is of: "Minister of Agriculture"."""
    of = first > 1 and words[first].joined and words[first - 1].text in ("of", "for")
    return of and all(w.text.lower() in PORTFOLIOS for w in words[first:last])


def _known(words: Sequence[Word], first: int, last: int) -> Candidate | None:
    """The candidate that the tables make of exactly these words."""
    known = known_name_at(words, first)
    return Candidate(first, last, known[1].kind, SEEN, known[1].country) if known and known[0] == last else None


def _by_words(words: Sequence[Word], first: int, last: int) -> Kind:
    """The kind of what the model takes for a person, by its words."""
    if any(c.isdigit() for w in words[first:last] for c in w.text):
        return Kind.OTHER
    head = words[last - 1].text.lower()
    if last - first == 1:
        return Kind.ORG if is_acronym(words[first].text) and words[first].text.isupper() else Kind.PERSON
    if head in ORG_HEADS:
        return Kind.ORG
    if head in LAW_HEADS:
        return Kind.LAW
    return Kind.PLACE if head in PLACE_HEADS and words[first].text not in given_names() else Kind.PERSON


def _sounds_like_person(words: Sequence[Word], first: int, last: int) -> bool:
    """Up to four capitals, the first a given name, the last no word of an organisation or a place."""
    if last - first > 4 or words[first].text not in given_names():
        return False
    tail = words[last - 1].text.lower()
    if tail in ORG_HEADS or tail in PLACE_HEADS or tail in LAW_HEADS:
        return False
    if last - first == 1:
        return True
    is_whole = are_joined(words, first, last) and not words[last - 1].text.isupper()
    parts = words[first + 1 : last]
    return is_whole and all((w.capital and not w.text[0].isdigit()) or w.text in _LOWER_PARTS for w in parts)
