"""Pure. An article's own testimony: one name is of one kind in it, and is a name wherever it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from tasks.lexicon.titles import PLAIN, SUFFIXES, TITLES
from tasks.mentions.acronyms import is_acronym
from tasks.mentions.candidate import HINTED, LISTED, SEEN, SHAPED, SPELLED, WORDED, Found, strongest
from tasks.mentions.context_rules import kinds_in_context
from tasks.text.words import RUN_PARTICLES, Word
from warehouse.model.vocabulary import Kind

Key = tuple[str, ...]
# What words or tables say counts more than what the model guessed; a hint decides between guesses only.
_VOTES = {SPELLED: 4, WORDED: 4, SHAPED: 3, LISTED: 3, SEEN: 2, HINTED: 0}
_HINT = 3
# Names that begin with the same word and are looked for: a bound on hostile text, never met in news.
_MOST_ALIKE = 50
_BEFORE_SURNAMES = RUN_PARTICLES | {"o", "ó", "ní", "nic", "mac", "ould", "ag", "ap", "san", "st", "ter", "ten", "zu"}
_WIDENED = frozenset((Kind.PERSON, Kind.LAW))
# What the model takes the short name of an organisation for.
_MISTAKEN = frozenset((Kind.PRODUCT, Kind.WORK, Kind.EVENT, Kind.LAW, Kind.OTHER))
_BEFORE_NAMES = PLAIN | TITLES


def agreed(
    ws: Sequence[Word], text: str, found: Sequence[Found], seen: Sequence[Found], hints: Sequence[Found]
) -> list[Found]:
    """The findings with one kind a name, and the places added where a name of the article was missed.

    `seen` is what the model saw; `hints` are findings of a single context, which lost against what it saw.
    """
    kinds = _kinds(ws, found, hints) | _in_context(ws, text, found, hints)
    short = short_forms(key for key, kind in kinds.items() if kind is Kind.PERSON)
    guessed = {_key(ws, s) for s in seen if s.kind is Kind.PERSON}
    facts = {_key(ws, f) for f in found if f.belief == LISTED} - guessed
    for key, kind in kinds.items():
        if kind is not Kind.PERSON and key in short and key not in facts:
            kinds[key] = Kind.PERSON
    ends = {key[at:] for key, kind in kinds.items() if kind is Kind.ORG for at in range(1, len(key))}
    for key in ends & kinds.keys() - facts:
        if kinds[key] in _MISTAKEN:
            kinds[key] = Kind.ORG  # "the Wanderers" beside "Western Sydney Wanderers"
    same = [f._replace(kind=kinds[_key(ws, f)]) for f in found]
    return strongest([*same, *_whole(ws, same, short), *_missed(ws, same, kinds, short)])


def _key(ws: Sequence[Word], found: Found) -> Key:
    return tuple(w.text for w in ws[found.first : found.last])


def _kinds(ws: Sequence[Word], found: Sequence[Found], hints: Sequence[Found]) -> dict[Key, Kind]:
    votes: defaultdict[Key, Counter[Kind]] = defaultdict(Counter)
    for one in found:
        votes[_key(ws, one)][one.kind] += _VOTES[one.belief]
    for hint in hints:
        votes[_key(ws, hint)][hint.kind] += _HINT
    return {key: max(counts, key=lambda k: (counts[k], k)) for key, counts in votes.items()}


def _in_context(ws: Sequence[Word], text: str, found: Sequence[Found], hints: Sequence[Found]) -> dict[Key, Kind]:
    """Only single words that nothing but the model vouches for, and that no table or title names elsewhere."""
    settled = {_key(ws, f) for f in (*found, *hints) if f.belief != SEEN}
    open_kinds = (Kind.PERSON, Kind.PLACE, Kind.ORG, Kind.GROUP, Kind.PRODUCT, Kind.WORK)
    single = [f for f in found if f.size == 1 and f.kind in open_kinds and not is_acronym(ws[f.first].text)]
    places = [(f.first, _key(ws, f)) for f in single]
    return kinds_in_context(ws, text, [(at, key) for at, key in places if key not in settled])


def short_forms(persons: Iterable[Key]) -> set[Key]:
    """What may stand for persons named in full: surname with and without particles, given name, first and last name.

    ("Yusuf", "al", "Khatib") → ("Yusuf",), ("Khatib",), ("al", "Khatib").
    """
    out: set[Key] = set()
    for key in persons:
        bare = key[:-1] if len(key) > 1 and key[-1].lower() in SUFFIXES else key
        if len(bare) < 2:
            continue
        surname = len(bare) - 1
        while surname > 1 and (bare[surname - 1][0].islower() or bare[surname - 1].lower() in _BEFORE_SURNAMES):
            surname -= 1
        out |= {bare[surname:], bare[-1:], bare[:1]}
        if len(bare) > 2:
            out |= {(bare[0], *bare[surname:]), (bare[0], bare[-1])}
    return {key for key in out if len(key) > 1 or len(key[0]) > 1}


def _whole(ws: Sequence[Word], found: Sequence[Found], short: Iterable[Key]) -> list[Found]:
    """Longer names where only an end of them was found: "Zaw" + "Min Htun", once "Zaw Min Htun" was read."""
    by_end: defaultdict[tuple[Kind, str], set[Key]] = defaultdict(set)
    keys = [(f.kind, _key(ws, f)) for f in found if f.size > 1] + [(Kind.PERSON, key) for key in short if len(key) > 1]
    for kind, key in keys:
        for end in (key[0], key[-1]):
            if kind in _WIDENED and len(by_end[kind, end]) < _MOST_ALIKE:
                by_end[kind, end].add(key)
    out: list[Found] = []
    for part in found:
        for key in by_end.get((part.kind, ws[part.last - 1].text), ()):
            out += _standing(ws, part, part.last - len(key), key)
        for key in by_end.get((part.kind, ws[part.first].text), ()):
            out += _standing(ws, part, part.first, key)
    return out


def _standing(ws: Sequence[Word], part: Found, first: int, key: Key) -> list[Found]:
    """The longer name `key` from word `first` on, if it stands there."""
    whole = part._replace(first=first, last=first + len(key))
    if first < 0 or whole.last > len(ws) or whole.size <= part.size or _key(ws, whole) != key:
        return []
    return [whole] if all(w.joined for w in ws[first + 1 : whole.last]) else []


def _missed(ws: Sequence[Word], found: Sequence[Found], kinds: dict[Key, Kind], short: set[Key]) -> list[Found]:
    known = dict.fromkeys(short, Kind.PERSON) | kinds
    index: defaultdict[str, list[Key]] = defaultdict(list)
    lower = {w.text for w in ws if not w.capital}
    for key in sorted(known, key=lambda k: (-len(k), k)):
        if _tells(key, lower) and len(index[key[0]]) < _MOST_ALIKE:
            index[key[0]].append(key)
    taken = {at for f in found for at in range(f.first, f.last)}
    out: list[Found] = []
    for at, word in enumerate(ws):
        if word.text in index and at not in taken:
            out += [Found(at, at + len(k), known[k], HINTED) for k in index[word.text] if _stands(ws, at, k, known[k])][
                :1
            ]
    return out


def _tells(key: Key, lower: set[str]) -> bool:
    """Whether the name is distinct enough to be looked for: no ordinary word of this text, no title, no letter."""
    if len(key) > 1:
        return True
    word = key[0]
    ordinary = word.lower() in lower or word.lower() in PLAIN or word.lower() in TITLES
    return not ordinary and (word[0].isupper() or "'" in word) and (len(word) > 2 or is_acronym(word))


def _stands(ws: Sequence[Word], at: int, key: Key, kind: Kind) -> bool:
    last = at + len(key)
    if last > len(ws) or any(ws[at + k].text != key[k] or not ws[at + k].joined for k in range(1, len(key))):
        return False
    if len(key) > 1:
        return True
    if kind is not Kind.PERSON:
        return True
    before = at > 0 and ws[at].joined and ws[at - 1].capital and ws[at - 1].text.lower() not in _BEFORE_NAMES
    behind = last < len(ws) and ws[last].joined and (ws[last].capital or ws[last].text in RUN_PARTICLES)
    return not before and not behind
