"""Pure. To whom something happened: "killed 12", "12 people were killed", "12 dead", "the death toll rose to 12".

Every rule looks at a bounded number of tokens around the number, within its sentence.
"""

from __future__ import annotations

from typing import NamedTuple

from tasks.figures.counted_noun import normal, noun_behind
from tasks.lexicon.casualty_words import (
    ACTIVE,
    AFTER,
    ALONE,
    ANY_CLASS,
    ANYONE,
    BE,
    BELIEVED,
    CHAIN,
    CLASS_OF,
    EVENTS,
    LEVEL_VERBS,
    LEVELS,
    PLACES,
)
from tasks.lexicon.number_words import EXPECTED, NEGATED, STOPS
from tasks.lexicon.word_lists import word_list
from tasks.text.figure_tokens import MARK, NUMBER, WORD, Tokens, glued, low

_AWAY = 22  # tokens between a toll and what it rose to
_ASIDE = 16  # tokens of "…, including …,"
_PHRASE = 9  # tokens of "… in the village of …"
_LINKS = 6  # tokens of "… have since been reported …"


class Counted(NamedTuple):
    """What is counted: a class (`killed`) with `who` it is, or a noun; `last` is where the words for it end.

    `doubtful` says that the text does not state it: feared, denied, to come.
    """

    name: str
    who: str | None
    last: int
    active: bool = False
    doubtful: bool = False


def happened(ts: Tokens, first: int, last: int, *, one: bool) -> Counted | None:
    """To whom something happened: "killed 12", "12 people were killed", "12 dead", "a death toll of 12".

    `first` and `last` are the tokens of the number with its modifier.
    """
    direct = _adjective(ts, last, one=one)
    if direct is not None:
        return direct
    noun = noun_behind(ts, last, one=one)
    who, behind = (_who(noun[0]), noun[1]) if noun else ("people", last)
    if noun is not None and noun[0] in EVENTS:
        return Counted(EVENTS[noun[0]], "people", behind)
    if noun is None and low(ts, last) in EVENTS and low(ts, last) not in AFTER:
        return Counted(EVENTS[low(ts, last)], "people", last + 1)
    active = _active(ts, first, noun[0] if noun else None)
    if active is not None and (noun is not None or _ends(ts, last)):
        return Counted(active, who, behind, active=True)
    return _passive(ts, behind, who) or (_toll(ts, first) if noun is None or who == "people" else None)


def _who(noun: str) -> str:
    return "people" if noun in ANYONE or noun == "others" else normal(noun)


def _ends(ts: Tokens, at: int) -> bool:
    """Whether no noun follows that the number could belong to."""
    word = low(ts, at)
    return at >= len(ts) or (ts[at].sort == MARK and not glued(ts, at + 1)) or word in STOPS or word in ACTIVE


def _adjective(ts: Tokens, at: int, *, one: bool) -> Counted | None:
    """What stands right behind the number: "12 dead", "12 wounded soldiers", "12 more missing"."""
    while low(ts, at) in ("more", "other", "additional", "further", "confirmed", "seriously", "critically", "badly"):
        at += 1
    word = low(ts, at)
    name = AFTER.get(word) or ALONE.get(word)
    if name is None:
        return None
    noun = noun_behind(ts, at + 1, one=one) if word in AFTER else None
    if noun is not None and noun[1] <= at + 3 and noun[0] not in EVENTS:
        return Counted(name, _who(noun[0]), noun[1])
    # "The two killed an officer".
    if word in ACTIVE and not _passive_end(ts, at + 1):
        return None
    return Counted(name, "people", at + 1)


def _passive_end(ts: Tokens, at: int) -> bool:
    """Whether a participle without a verb before `at` has no object: "12 killed in …"."""
    word = low(ts, at)
    if at < len(ts) and (ts[at].sort == NUMBER or word in ("more", "at", "over", "some", "about", "nearly")):
        return word == "at" and low(ts, at + 1) != "least"
    return at >= len(ts) or ts[at].sort == MARK or word in _FOLLOWS or word.endswith("ly")


_FOLLOWS = PLACES | word_list("casualties", "follows")


def _active(ts: Tokens, first: int, noun: str | None) -> str | None:
    """The class of a verb, or of a noun with "of", right before the number."""
    at = first - 1
    while low(ts, at) in ("another", "a", "total", "further", "additional", "also", "up", "all", "as", "the"):
        at -= 1
    word = low(ts, at)
    if word == "of" and low(ts, at - 1) == "total":
        return _active(ts, at - 1, noun)
    if word == "of":
        if low(ts, at - 1) == "lives" and low(ts, at - 2) == "the":
            return "killed" if low(ts, at - 3) in _TAKES else None
        return CLASS_OF.get(low(ts, at - 1))
    if noun in ("lives", "life"):
        return "killed" if word in _TAKES else None
    if word == "dead":
        return "killed" if low(ts, at - 1) in ("shot", "gunned") else None
    return ACTIVE.get(word) if low(ts, at - 1) not in BE else None


_TAKES = word_list("casualties", "takes")
_CUSTODY = [[be, "taken", "into", "custody"] for be in ("was", "were")]


def _passive(ts: Tokens, at: int, who: str) -> Counted | None:
    """What happened to those whose words end at `at`: "… were killed", "…, including …, have died"."""
    if low(ts, at) == "," and low(ts, at + 1) in ("including", "among", "mostly", "most", "all", "many", "some"):
        at = next((p + 1 for p in range(at + 1, min(at + _ASIDE, len(ts))) if ts[p].low == ","), at)
    elif low(ts, at) in PLACES:
        at = _behind_phrase(ts, at)
    if low(ts, at) == "lost" and low(ts, at + 1) in ("their", "his", "her") and low(ts, at + 2) in ("lives", "life"):
        return Counted("killed", who, at + 3)
    if [low(ts, at + step) for step in range(4)] in _CUSTODY:
        return Counted("arrested", who, at + 4)
    doubtful, linked = False, False
    for place in range(at, min(at + _LINKS + 1, len(ts))):
        word = ts[place].low
        if word in ALONE or (word in AFTER and (linked or word not in ACTIVE or _passive_end(ts, place + 1))):
            return Counted(ALONE.get(word) or AFTER[word], who, place + 1, doubtful=doubtful)
        doubtful |= word in EXPECTED or word in NEGATED or word in BELIEVED or word.endswith("n't")
        attacked = word == "and" and low(ts, place - 1) in ("shot", "stabbed", "beaten")
        if not (attacked or word in CHAIN or word in EXPECTED or word in NEGATED or word.endswith(("ly", "n't"))):
            return None
        linked |= word in BE
    return None


def _behind_phrase(ts: Tokens, at: int) -> int:
    """Where the verb behind "… in the village of …" begins; `at` where there is none near."""
    for place in range(at + 1, min(at + _PHRASE, len(ts))):
        token = ts[place]
        if token.low in BE or token.low in ("have", "has", "had", "died"):
            return place
        if token.sort != WORD or token.low in ("that", "said", "who", "which", "and", "when", "after"):
            break
    return at


def _toll(ts: Tokens, first: int) -> Counted | None:
    """A toll before: "the death toll rose to 12", "the number of dead stood at 12", "a toll of 12"."""
    at = first - 1
    word = low(ts, at)
    if word not in LEVELS and word != ":":
        return None
    verb = word in LEVEL_VERBS or word == ":"
    for place in range(at, max(at - _AWAY, -1), -1):
        token = ts[place]
        if token.sort == NUMBER and low(ts, place - 1) != "from":
            return None
        verb |= token.low in LEVEL_VERBS
        name = _toll_name(ts, place)
        if name is not None:
            close = word == "of" and place == at - 1
            verb |= any(low(ts, before) in LEVEL_VERBS for before in range(place - 4, place))
            return Counted(name, "people" if name in _HAPPENED else None, first) if verb or close else None
    return None


_HAPPENED = frozenset(ANY_CLASS.values())


def _toll_name(ts: Tokens, at: int) -> str | None:
    word = ts[at].low
    if word in ("toll", "count"):
        kind = low(ts, at - 1)
        known = ANY_CLASS.get(kind) or ("casualties" if kind == "casualty" else None)
        return known or ("killed" if word == "toll" or kind == "body" else None)
    if word in ("deaths", "fatalities", "injuries", "arrests"):
        return EVENTS[word]
    if low(ts, at - 1) == "of" and low(ts, at - 2) in ("number", "tally"):
        return _numbered(ts, at)
    if low(ts, at - 2) == "of" and low(ts, at - 3) == "number" and low(ts, at - 1) in ("the", "confirmed", "new"):
        return _numbered(ts, at)
    return None


def _numbered(ts: Tokens, at: int) -> str | None:
    """What "the number of" is the number of."""
    for place in range(at, min(at + 4, len(ts))):
        if ts[place].low in ANY_CLASS:
            return ANY_CLASS[ts[place].low]
    noun = noun_behind(ts, at, one=False)
    return normal(noun[0]) if noun else None
