"""Speech verbs of English: their forms, and the complement each needs to introduce reported speech.

Pure. The lists are written from general knowledge of English news.
"""

from enum import IntEnum
from functools import cache
from typing import NamedTuple

from tasks.lexicon.word_lists import word_groups, word_list, word_set
from tasks.text.tokens import Token


class VerbClass(IntEnum):
    """The complement a verb needs to introduce reported speech; smaller numbers need less."""

    SAYS = 1  # a clause may follow without "that", or an object: "said he won", "announced a plan"
    STATES = 2  # "that", a colon or a quotation must follow: "added that", "wrote: "
    ACTS = 3  # a speech act with its object: "called for talks", "accused Paris of"
    NAMES = 4  # words between quotation marks must follow: "called him “a liar”"


class VerbForm(IntEnum):
    """A form of a verb."""

    BASE = 1
    PRESENT = 2
    PAST = 3
    ING = 4


class SpeechVerb(NamedTuple):
    """A speech verb and the forms that one spelling of it may be."""

    base: str
    verb_class: VerbClass
    forms: frozenset[VerbForm]


_SAYS = word_list("quotations", "saying verbs")
_STATES = word_list("quotations", "stating verbs")
_ACTS = word_list("quotations", "judging verbs")
_NAMES = word_list("quotations", "naming verbs")
_IRREGULAR = word_groups("quotations", "irregular verbs")
_DOUBLED = word_set("quip admit brag rip slam blog refer")
_VOWELS = "aeiou"
_BASES = {VerbClass.NAMES: _NAMES, VerbClass.ACTS: _ACTS, VerbClass.STATES: _STATES, VerbClass.SAYS: _SAYS}


@cache
def load_speech_verbs() -> dict[str, SpeechVerb]:
    """Returns every form of every speech verb by its lower-case spelling."""
    verbs: dict[str, SpeechVerb] = {}
    for verb_class, bases in _BASES.items():
        for base in bases:
            for spelling, form in _inflect(base):
                known = verbs.get(spelling)
                if known is None or known.base != base:
                    verbs[spelling] = SpeechVerb(base, verb_class, frozenset((form,)))
                else:
                    verbs[spelling] = SpeechVerb(base, min(known.verb_class, verb_class), known.forms | {form})
    return verbs


def _inflect(base: str) -> list[tuple[str, VerbForm]]:
    """Returns base, present, past, participle and form in -ing."""
    if base in _IRREGULAR:
        present, past, participle, ing = _IRREGULAR[base]
    else:
        stem = base + base[-1] if base in _DOUBLED else base
        present = base + "es" if base.endswith(("s", "sh", "ch", "x", "z")) else base + "s"
        past, ing = stem + "ed", stem + "ing"
        if base.endswith("e"):
            past, ing = base + "d", base[:-1] + "ing"
        elif base[-1] == "y" and base[-2] not in _VOWELS:
            present, past = base[:-1] + "ies", base[:-1] + "ied"
        participle = past
    past_forms = [(past, VerbForm.PAST), (participle, VerbForm.PAST)]
    return [(base, VerbForm.BASE), (present, VerbForm.PRESENT), *past_forms, (ing, VerbForm.ING)]


FORMS_OF_BE = word_set("is are was were be been being am 's 're")
AUXILIARIES = FORMS_OF_BE | word_list("quotations", "auxiliaries")
ADVERBS = word_list("quotations", "adverbs")


def is_adverb(token: Token) -> bool:
    """Whether the token is an adverb, which may stand between subject and verb: "also", "publicly"."""
    return token.lower in ADVERBS or (token.lower.endswith("ly") and not token.capital and len(token.lower) > 4)
