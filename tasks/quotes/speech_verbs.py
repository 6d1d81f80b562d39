"""Pure. The words that tell of speech: verbs with their forms, and what a complement of each must look like.

Written from general knowledge of English news.
"""

from __future__ import annotations

from enum import IntEnum
from functools import cache
from typing import NamedTuple

from tasks.lexicon.word_lists import word_groups, word_list
from tasks.lexicon.words import word_set
from tasks.text.tokens import Token


class Sort(IntEnum):
    """How surely a verb tells of speech, by the complement it needs."""

    SAYS = 1  # a clause may follow without "that", or an object: "said he won", "announced a plan"
    STATES = 2  # "that", a colon or a quotation must follow: "added that", "wrote: "
    ACTS = 3  # the deed is the speech: "called for talks", "accused Paris of"
    NAMES = 4  # tells of speech only with words in marks: "called him “a liar”"


class Form(IntEnum):
    """Of a verb."""

    BASE = 1
    PRESENT = 2
    PAST = 3
    ING = 4


class Verb(NamedTuple):
    """A form of a verb of speech."""

    base: str
    sort: Sort
    forms: frozenset[Form]


_SAYS = word_list("quotations", "saying verbs")
_STATES = word_list("quotations", "stating verbs")
_ACTS = word_list("quotations", "judging verbs")
_NAMES = word_list("quotations", "naming verbs")
_IRREGULAR = word_groups("quotations", "irregular verbs")
_DOUBLED = word_set("quip admit brag rip slam blog refer")
_VOWELS = "aeiou"


@cache
def verbs() -> dict[str, Verb]:
    """Every form of every verb of speech, by its spelling in lower case."""
    forms: dict[str, Verb] = {}
    for sort, bases in ((Sort.NAMES, _NAMES), (Sort.ACTS, _ACTS), (Sort.STATES, _STATES), (Sort.SAYS, _SAYS)):
        for base in bases:
            for spelling, form in _inflected(base):
                known = forms.get(spelling)
                kept = known.forms if known and known.base == base else frozenset()
                better = known.sort if known and known.base == base and known.sort < sort else sort
                forms[spelling] = Verb(base, better, kept | {form})
    return forms


def _inflected(base: str) -> list[tuple[str, Form]]:
    if base in _IRREGULAR:
        present, past, participle, ing = _IRREGULAR[base]
        return [(base, Form.BASE), (present, Form.PRESENT), (past, Form.PAST), (participle, Form.PAST), (ing, Form.ING)]
    if base.endswith("e"):
        return [(base, Form.BASE), (base + "s", Form.PRESENT), (base + "d", Form.PAST), (base[:-1] + "ing", Form.ING)]
    stem = base + base[-1] if base in _DOUBLED else base
    if base[-1] == "y" and base[-2] not in _VOWELS:
        return [
            (base, Form.BASE),
            (base[:-1] + "ies", Form.PRESENT),
            (base[:-1] + "ied", Form.PAST),
            (base + "ing", Form.ING),
        ]
    present = base + "es" if base.endswith(("s", "sh", "ch", "x", "z")) else base + "s"
    return [(base, Form.BASE), (present, Form.PRESENT), (stem + "ed", Form.PAST), (stem + "ing", Form.ING)]


# Two words that are one verb: its second word.
PARTICLES = word_groups("quotations", "verb particles")
# Whose form in -s may as well be a noun: "the claims of", "reports from".
NOUNS = word_list("quotations", "nouns in -s")
# These are verbs of speech only with their second word.
ONLY_WITH_PARTICLE = word_set("point shoot fire go lash sound spell weigh make speak talk refer")
# Whose base form is one behind a plural noun without more: "officials say".
PLURALS = word_set("say tell argue believe think insist warn note claim add")
BE = word_set("is are was were be been being am 's 're")
AUXILIARIES = BE | word_list("quotations", "auxiliaries")
ADVERBS = word_list("quotations", "adverbs")


def is_adverb(token: Token) -> bool:
    """Whether the word may stand between subject and verb: "also", "publicly"."""
    return token.lower in ADVERBS or (token.lower.endswith("ly") and not token.capital and len(token.lower) > 4)
