"""Pure. To whom something happened: "killed 12", "12 people were killed", "12 dead", "the death toll rose to 12".

Every rule looks at a bounded number of tokens around the number, within its sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tasks.figures.counted_noun import normal, noun_behind
from tasks.lexicon.casualty_words import (
    ANYONE,
    BELIEVED,
    CASUALTY_BEFORE_NUMBER,
    CASUALTY_BEFORE_OF,
    CASUALTY_BEHIND_NUMBER,
    CASUALTY_EVENTS,
    CASUALTY_WITHOUT_VERB,
    CASUALTY_WORDS,
    LEVEL_VERBS,
    LEVELS,
    LINK_WORDS,
    PASSIVE_VERBS,
    PLACE_PREPOSITIONS,
)
from tasks.lexicon.number_words import EXPECTED, NEGATED, STOPS
from tasks.lexicon.word_lists import word_list
from tasks.text.tokens import MARK, NUMBER, WORD, Token, is_adjoining, lower_at

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


def happened(tokens: Sequence[Token], first: int, last: int, *, one: bool) -> Counted | None:
    """To whom something happened: "killed 12", "12 people were killed", "12 dead", "a death toll of 12".

    `first` and `last` are the tokens of the number with its modifier.
    """
    direct = _adjective(tokens, last, one=one)
    if direct is not None:
        return direct
    noun = noun_behind(tokens, last, one=one)
    who, behind = (_who(noun[0]), noun[1]) if noun else ("people", last)
    if noun is not None and noun[0] in CASUALTY_EVENTS:
        return Counted(CASUALTY_EVENTS[noun[0]], "people", behind)
    if (
        noun is None
        and lower_at(tokens, last) in CASUALTY_EVENTS
        and lower_at(tokens, last) not in CASUALTY_BEHIND_NUMBER
    ):
        return Counted(CASUALTY_EVENTS[lower_at(tokens, last)], "people", last + 1)
    active = _active(tokens, first, noun[0] if noun else None)
    if active is not None and (noun is not None or _ends(tokens, last)):
        return Counted(active, who, behind, active=True)
    return _passive(tokens, behind, who) or (_toll(tokens, first) if noun is None or who == "people" else None)


def _who(noun: str) -> str:
    return "people" if noun in ANYONE or noun == "others" else normal(noun)


def _ends(tokens: Sequence[Token], at: int) -> bool:
    """Whether no noun follows that the number could belong to."""
    word = lower_at(tokens, at)
    return (
        at >= len(tokens)
        or (tokens[at].kind is MARK and not is_adjoining(tokens, at + 1))
        or word in STOPS
        or word in CASUALTY_BEFORE_NUMBER
    )


def _adjective(tokens: Sequence[Token], at: int, *, one: bool) -> Counted | None:
    """What stands right behind the number: "12 dead", "12 wounded soldiers", "12 more missing"."""
    while lower_at(tokens, at) in (
        "more",
        "other",
        "additional",
        "further",
        "confirmed",
        "seriously",
        "critically",
        "badly",
    ):
        at += 1
    word = lower_at(tokens, at)
    name = CASUALTY_BEHIND_NUMBER.get(word) or CASUALTY_WITHOUT_VERB.get(word)
    if name is None:
        return None
    noun = noun_behind(tokens, at + 1, one=one) if word in CASUALTY_BEHIND_NUMBER else None
    if noun is not None and noun[1] <= at + 3 and noun[0] not in CASUALTY_EVENTS:
        return Counted(name, _who(noun[0]), noun[1])
    # "The two killed an officer".
    if word in CASUALTY_BEFORE_NUMBER and not _passive_end(tokens, at + 1):
        return None
    return Counted(name, "people", at + 1)


def _passive_end(tokens: Sequence[Token], at: int) -> bool:
    """Whether a participle without a verb before `at` has no object: "12 killed in …"."""
    word = lower_at(tokens, at)
    if at < len(tokens) and (tokens[at].kind is NUMBER or word in ("more", "at", "over", "some", "about", "nearly")):
        return word == "at" and lower_at(tokens, at + 1) != "least"
    return at >= len(tokens) or tokens[at].kind is MARK or word in _FOLLOWS or word.endswith("ly")


_FOLLOWS = PLACE_PREPOSITIONS | word_list("casualties", "follows")


def _active(tokens: Sequence[Token], first: int, noun: str | None) -> str | None:
    """The class of a verb, or of a noun with "of", right before the number."""
    at = first - 1
    while lower_at(tokens, at) in ("another", "a", "total", "further", "additional", "also", "up", "all", "as", "the"):
        at -= 1
    word = lower_at(tokens, at)
    if word == "of" and lower_at(tokens, at - 1) == "total":
        return _active(tokens, at - 1, noun)
    if word == "of":
        if lower_at(tokens, at - 1) == "lives" and lower_at(tokens, at - 2) == "the":
            return "killed" if lower_at(tokens, at - 3) in _TAKES else None
        return CASUALTY_BEFORE_OF.get(lower_at(tokens, at - 1))
    if noun in ("lives", "life"):
        return "killed" if word in _TAKES else None
    if word == "dead":
        return "killed" if lower_at(tokens, at - 1) in ("shot", "gunned") else None
    return CASUALTY_BEFORE_NUMBER.get(word) if lower_at(tokens, at - 1) not in PASSIVE_VERBS else None


_TAKES = word_list("casualties", "takes")
_CUSTODY = [[be, "taken", "into", "custody"] for be in ("was", "were")]


def _passive(tokens: Sequence[Token], at: int, who: str) -> Counted | None:
    """What happened to those whose words end at `at`: "… were killed", "…, including …, have died"."""
    if lower_at(tokens, at) == "," and lower_at(tokens, at + 1) in (
        "including",
        "among",
        "mostly",
        "most",
        "all",
        "many",
        "some",
    ):
        at = next((p + 1 for p in range(at + 1, min(at + _ASIDE, len(tokens))) if tokens[p].lower == ","), at)
    elif lower_at(tokens, at) in PLACE_PREPOSITIONS:
        at = _behind_phrase(tokens, at)
    if (
        lower_at(tokens, at) == "lost"
        and lower_at(tokens, at + 1) in ("their", "his", "her")
        and lower_at(tokens, at + 2) in ("lives", "life")
    ):
        return Counted("killed", who, at + 3)
    if [lower_at(tokens, at + step) for step in range(4)] in _CUSTODY:
        return Counted("arrested", who, at + 4)
    doubtful, linked = False, False
    for place in range(at, min(at + _LINKS + 1, len(tokens))):
        word = tokens[place].lower
        if word in CASUALTY_WITHOUT_VERB or (
            word in CASUALTY_BEHIND_NUMBER
            and (linked or word not in CASUALTY_BEFORE_NUMBER or _passive_end(tokens, place + 1))
        ):
            return Counted(
                CASUALTY_WITHOUT_VERB.get(word) or CASUALTY_BEHIND_NUMBER[word], who, place + 1, doubtful=doubtful
            )
        doubtful |= word in EXPECTED or word in NEGATED or word in BELIEVED or word.endswith("n't")
        attacked = word == "and" and lower_at(tokens, place - 1) in ("shot", "stabbed", "beaten")
        if not (attacked or word in LINK_WORDS or word in EXPECTED or word in NEGATED or word.endswith(("ly", "n't"))):
            return None
        linked |= word in PASSIVE_VERBS
    return None


def _behind_phrase(tokens: Sequence[Token], at: int) -> int:
    """Where the verb behind "… in the village of …" begins; `at` where there is none near."""
    for place in range(at + 1, min(at + _PHRASE, len(tokens))):
        token = tokens[place]
        if token.lower in PASSIVE_VERBS or token.lower in ("have", "has", "had", "died"):
            return place
        if token.kind is not WORD or token.lower in ("that", "said", "who", "which", "and", "when", "after"):
            break
    return at


def _toll(tokens: Sequence[Token], first: int) -> Counted | None:
    """A toll before: "the death toll rose to 12", "the number of dead stood at 12", "a toll of 12"."""
    at = first - 1
    word = lower_at(tokens, at)
    if word not in LEVELS and word != ":":
        return None
    verb = word in LEVEL_VERBS or word == ":"
    for place in range(at, max(at - _AWAY, -1), -1):
        token = tokens[place]
        if token.kind is NUMBER and lower_at(tokens, place - 1) != "from":
            return None
        verb |= token.lower in LEVEL_VERBS
        name = _toll_name(tokens, place)
        if name is not None:
            close = word == "of" and place == at - 1
            verb |= any(lower_at(tokens, before) in LEVEL_VERBS for before in range(place - 4, place))
            return Counted(name, "people" if name in _HAPPENED else None, first) if verb or close else None
    return None


_HAPPENED = frozenset(CASUALTY_WORDS.values())


def _toll_name(tokens: Sequence[Token], at: int) -> str | None:
    word = tokens[at].lower
    if word in ("toll", "count"):
        kind = lower_at(tokens, at - 1)
        known = CASUALTY_WORDS.get(kind) or ("casualties" if kind == "casualty" else None)
        return known or ("killed" if word == "toll" or kind == "body" else None)
    if word in ("deaths", "fatalities", "injuries", "arrests"):
        return CASUALTY_EVENTS[word]
    if lower_at(tokens, at - 1) == "of" and lower_at(tokens, at - 2) in ("number", "tally"):
        return _numbered(tokens, at)
    if (
        lower_at(tokens, at - 2) == "of"
        and lower_at(tokens, at - 3) == "number"
        and lower_at(tokens, at - 1) in ("the", "confirmed", "new")
    ):
        return _numbered(tokens, at)
    return None


def _numbered(tokens: Sequence[Token], at: int) -> str | None:
    """What "the number of" is the number of."""
    for place in range(at, min(at + 4, len(tokens))):
        if tokens[place].lower in CASUALTY_WORDS:
            return CASUALTY_WORDS[tokens[place].lower]
    noun = noun_behind(tokens, at, one=False)
    return normal(noun[0]) if noun else None
