"""Casualties: to whom something happened ("killed 12", "12 people were killed", "the death toll rose to 12").

Pure. Every rule looks at a bounded number of tokens around the number, within its sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tasks.figures.counted_noun import find_noun, unify_noun
from tasks.lexicon import casualty_words
from tasks.lexicon.number_words import DOUBT_WORDS, STOPS
from tasks.lexicon.word_lists import word_list
from tasks.text.tokens import MARK, NUMBER, WORD, Token, is_adjoining, lower_at


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyWindows:
    """How far from a number its casualties may be stated, in tokens. Set by the cases of `tests/unit_figures`.

    `toll`: from a number back to the toll that rose to it; `aside`: of "…, including …,"; `place`: of "… in the village
    of …"; `verbs`: of "… have since been reported …"; `number_of`: behind "the number of".
    """

    toll: int = 22
    aside: int = 16
    place: int = 9
    verbs: int = 6
    number_of: int = 4


WINDOWS = CasualtyWindows()


class CountedNoun(NamedTuple):
    """What a number counts: a class of casualties (`killed`) with `who` they are, or a noun.

    `last` is the token behind the words that say so. `active`: a verb before the number says it ("killed 12").
    `doubtful`: the text does not state it as a fact (feared, denied, to come).
    """

    name: str
    who: str | None
    last: int
    active: bool = False
    doubtful: bool = False


def find_casualties(tokens: Sequence[Token], first: int, last: int, *, is_single: bool) -> CountedNoun | None:
    """The casualties that a number counts, or None: "killed 12", "12 people were killed", "a death toll of 12".

    `first` and `last` are the tokens of the number with its modifier; `is_single` says that it is one.
    """
    adjacent = _find_behind(tokens, last, is_single=is_single)
    if adjacent is not None:
        return adjacent
    noun = find_noun(tokens, last, is_single=is_single)
    who, behind = (_person_noun(noun[0]), noun[1]) if noun else ("people", last)
    if noun is not None and noun[0] in casualty_words.EVENTS:
        return CountedNoun(casualty_words.EVENTS[noun[0]], "people", behind)
    word = lower_at(tokens, last)
    if noun is None and word in casualty_words.EVENTS and word not in casualty_words.BEHIND_NUMBER:
        return CountedNoun(casualty_words.EVENTS[word], "people", last + 1)
    active = _find_active(tokens, first, noun[0] if noun else None)
    if active is not None and (noun is not None or _has_no_noun_behind(tokens, last)):
        return CountedNoun(active, who, behind, active=True)
    passive = _find_passive(tokens, behind, who)
    return passive or (_find_toll(tokens, first) if noun is None or who == "people" else None)


def _person_noun(noun: str) -> str:
    return "people" if noun in casualty_words.ANYONE or noun == "others" else unify_noun(noun)


def _has_no_noun_behind(tokens: Sequence[Token], at: int) -> bool:
    """Whether no noun follows that the number could belong to."""
    word = lower_at(tokens, at)
    return (
        at >= len(tokens)
        or (tokens[at].kind is MARK and not is_adjoining(tokens, at + 1))
        or word in STOPS
        or word in casualty_words.BEFORE_NUMBER
    )


def _find_behind(tokens: Sequence[Token], at: int, *, is_single: bool) -> CountedNoun | None:
    """The casualties right behind the number: "12 dead", "12 wounded soldiers", "12 more missing"."""
    while lower_at(tokens, at) in _QUALIFIERS:
        at += 1
    word = lower_at(tokens, at)
    name = casualty_words.BEHIND_NUMBER.get(word) or casualty_words.WITHOUT_VERB.get(word)
    if name is None:
        return None
    noun = find_noun(tokens, at + 1, is_single=is_single) if word in casualty_words.BEHIND_NUMBER else None
    if noun is not None and noun[1] <= at + 3 and noun[0] not in casualty_words.EVENTS:
        return CountedNoun(name, _person_noun(noun[0]), noun[1])
    # "The two killed an officer".
    if word in casualty_words.BEFORE_NUMBER and not _has_no_object(tokens, at + 1):
        return None
    return CountedNoun(name, "people", at + 1)


def _has_no_object(tokens: Sequence[Token], at: int) -> bool:
    """Whether a participle without a verb before `at` has no object: "12 killed in …"."""
    word = lower_at(tokens, at)
    if at < len(tokens) and (tokens[at].kind is NUMBER or word in ("more", "at", "over", "some", "about", "nearly")):
        return word == "at" and lower_at(tokens, at + 1) != "least"
    return at >= len(tokens) or tokens[at].kind is MARK or word in _FOLLOWS or word.endswith("ly")


_FOLLOWS = casualty_words.PLACE_PREPOSITIONS | word_list("casualties", "follows")


def _find_active(tokens: Sequence[Token], first: int, noun: str | None) -> str | None:
    """The class of a verb, or of a noun with "of", right before the number."""
    at = first - 1
    while lower_at(tokens, at) in ("another", "a", "total", "further", "additional", "also", "up", "all", "as", "the"):
        at -= 1
    word = lower_at(tokens, at)
    if word == "of" and lower_at(tokens, at - 1) == "total":
        return _find_active(tokens, at - 1, noun)
    if word == "of":
        if lower_at(tokens, at - 1) == "lives" and lower_at(tokens, at - 2) == "the":
            return "killed" if lower_at(tokens, at - 3) in _TAKES else None
        return casualty_words.BEFORE_OF.get(lower_at(tokens, at - 1))
    if noun in ("lives", "life"):
        return "killed" if word in _TAKES else None
    if word == "dead":
        return "killed" if lower_at(tokens, at - 1) in ("shot", "gunned") else None
    is_passive = lower_at(tokens, at - 1) in casualty_words.PASSIVE_VERBS
    return None if is_passive else casualty_words.BEFORE_NUMBER.get(word)


_QUALIFIERS = frozenset(("more", "other", "additional", "further", "confirmed", "seriously", "critically", "badly"))
_ASIDE_WORDS = frozenset(("including", "among", "mostly", "most", "all", "many", "some"))
_TAKES = word_list("casualties", "takes")
_CUSTODY = [[be, "taken", "into", "custody"] for be in ("was", "were")]


def _find_passive(tokens: Sequence[Token], at: int, who: str) -> CountedNoun | None:
    """The casualties whose verb stands behind `at`: "… were killed", "…, including …, have died"."""
    if lower_at(tokens, at) == "," and lower_at(tokens, at + 1) in _ASIDE_WORDS:
        at = next((p + 1 for p in range(at + 1, min(at + WINDOWS.aside, len(tokens))) if tokens[p].lower == ","), at)
    elif lower_at(tokens, at) in casualty_words.PLACE_PREPOSITIONS:
        at = _skip_place(tokens, at)
    words = [lower_at(tokens, at + step) for step in range(4)]
    if words[0] == "lost" and words[1] in ("their", "his", "her") and words[2] in ("lives", "life"):
        return CountedNoun("killed", who, at + 3)
    if words in _CUSTODY:
        return CountedNoun("arrested", who, at + 4)
    doubtful, linked = False, False
    for place in range(at, min(at + WINDOWS.verbs + 1, len(tokens))):
        word = tokens[place].lower
        name = casualty_words.WITHOUT_VERB.get(word)
        if name is None and (linked or word not in casualty_words.BEFORE_NUMBER or _has_no_object(tokens, place + 1)):
            name = casualty_words.BEHIND_NUMBER.get(word)
        if name is not None:
            return CountedNoun(name, who, place + 1, doubtful=doubtful)
        doubts = word in DOUBT_WORDS or word.endswith("n't")
        attacked = word == "and" and lower_at(tokens, place - 1) in ("shot", "stabbed", "beaten")
        if not (attacked or doubts or word in casualty_words.LINK_WORDS or word.endswith("ly")):
            return None
        doubtful |= doubts
        linked |= word in casualty_words.PASSIVE_VERBS
    return None


def _skip_place(tokens: Sequence[Token], at: int) -> int:
    """Where the verb behind "… in the village of …" begins; `at` where there is none near."""
    for place in range(at + 1, min(at + WINDOWS.place, len(tokens))):
        token = tokens[place]
        if token.lower in casualty_words.PASSIVE_VERBS or token.lower in ("have", "has", "had", "died"):
            return place
        if token.kind is not WORD or token.lower in ("that", "said", "who", "which", "and", "when", "after"):
            break
    return at


def _find_toll(tokens: Sequence[Token], first: int) -> CountedNoun | None:
    """The casualties of a toll before the number: "the death toll rose to 12"."""
    at = first - 1
    word = lower_at(tokens, at)
    if word not in casualty_words.LEVELS and word != ":":
        return None
    verb = word in casualty_words.LEVEL_VERBS or word == ":"
    for place in range(at, max(at - WINDOWS.toll, -1), -1):
        token = tokens[place]
        if token.kind is NUMBER and lower_at(tokens, place - 1) != "from":
            return None
        verb |= token.lower in casualty_words.LEVEL_VERBS
        name = _read_toll(tokens, place)
        if name is not None:
            close = word == "of" and place == at - 1
            verb |= any(lower_at(tokens, before) in casualty_words.LEVEL_VERBS for before in range(place - 4, place))
            return CountedNoun(name, "people" if name in _CASUALTY_CLASSES else None, first) if verb or close else None
    return None


_CASUALTY_CLASSES = frozenset(casualty_words.CASUALTY_WORDS.values())


def _read_toll(tokens: Sequence[Token], at: int) -> str | None:
    word = tokens[at].lower
    if word in ("toll", "count"):
        kind = lower_at(tokens, at - 1)
        known = casualty_words.CASUALTY_WORDS.get(kind) or ("casualties" if kind == "casualty" else None)
        return known or ("killed" if word == "toll" or kind == "body" else None)
    if word in ("deaths", "fatalities", "injuries", "arrests"):
        return casualty_words.EVENTS[word]
    if lower_at(tokens, at - 1) == "of" and lower_at(tokens, at - 2) in ("number", "tally"):
        return _read_number_of(tokens, at)
    is_number_of = lower_at(tokens, at - 3) == "number" and lower_at(tokens, at - 2) == "of"
    if is_number_of and lower_at(tokens, at - 1) in ("the", "confirmed", "new"):
        return _read_number_of(tokens, at)
    return None


def _read_number_of(tokens: Sequence[Token], at: int) -> str | None:
    """The class or the noun behind "the number of"."""
    for place in range(at, min(at + WINDOWS.number_of, len(tokens))):
        if tokens[place].lower in casualty_words.CASUALTY_WORDS:
            return casualty_words.CASUALTY_WORDS[tokens[place].lower]
    noun = find_noun(tokens, at, is_single=False)
    return unify_noun(noun[0]) if noun else None
