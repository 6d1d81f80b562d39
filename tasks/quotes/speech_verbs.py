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


class VerbClass(IntEnum):
    """How surely a verb tells of speech, by the complement it needs."""

    SAYS = 1  # a clause may follow without "that", or an object: "said he won", "announced a plan"
    STATES = 2  # "that", a colon or a quotation must follow: "added that", "wrote: "
    ACTS = 3  # the deed is the speech: "called for talks", "accused Paris of"
    NAMES = 4  # tells of speech only with words in marks: "called him “a liar”"


class VerbForm(IntEnum):
    """Of a verb."""

    BASE = 1
    PRESENT = 2
    PAST = 3
    ING = 4


class SpeechVerb(NamedTuple):
    """A form of a verb of speech."""

    base: str
    sort: VerbClass
    forms: frozenset[VerbForm]


_SAYS = word_list("quotations", "saying verbs")
_STATES = word_list("quotations", "stating verbs")
_ACTS = word_list("quotations", "judging verbs")
_NAMES = word_list("quotations", "naming verbs")
_IRREGULAR = word_groups("quotations", "irregular verbs")
_DOUBLED = word_set("quip admit brag rip slam blog refer")
_VOWELS = "aeiou"


@cache
def load_speech_verbs() -> dict[str, SpeechVerb]:
    """Every form of every verb of speech, by its spelling in lower case."""
    forms: dict[str, SpeechVerb] = {}
    for sort, bases in (
        (VerbClass.NAMES, _NAMES),
        (VerbClass.ACTS, _ACTS),
        (VerbClass.STATES, _STATES),
        (VerbClass.SAYS, _SAYS),
    ):
        for base in bases:
            for spelling, form in _inflected(base):
                known = forms.get(spelling)
                kept = known.forms if known and known.base == base else frozenset()
                better = known.sort if known and known.base == base and known.sort < sort else sort
                forms[spelling] = SpeechVerb(base, better, kept | {form})
    return forms


def _inflected(base: str) -> list[tuple[str, VerbForm]]:
    if base in _IRREGULAR:
        present, past, participle, ing = _IRREGULAR[base]
        return [
            (base, VerbForm.BASE),
            (present, VerbForm.PRESENT),
            (past, VerbForm.PAST),
            (participle, VerbForm.PAST),
            (ing, VerbForm.ING),
        ]
    if base.endswith("e"):
        return [
            (base, VerbForm.BASE),
            (base + "s", VerbForm.PRESENT),
            (base + "d", VerbForm.PAST),
            (base[:-1] + "ing", VerbForm.ING),
        ]
    stem = base + base[-1] if base in _DOUBLED else base
    if base[-1] == "y" and base[-2] not in _VOWELS:
        return [
            (base, VerbForm.BASE),
            (base[:-1] + "ies", VerbForm.PRESENT),
            (base[:-1] + "ied", VerbForm.PAST),
            (base + "ing", VerbForm.ING),
        ]
    present = base + "es" if base.endswith(("s", "sh", "ch", "x", "z")) else base + "s"
    return [
        (base, VerbForm.BASE),
        (present, VerbForm.PRESENT),
        (stem + "ed", VerbForm.PAST),
        (stem + "ing", VerbForm.ING),
    ]


# Two words that are one verb: its second word.
VERB_PARTICLES = word_groups("quotations", "verb particles")
# Whose form in -s may as well be a noun: "the claims of", "reports from".
NOUN_HOMOGRAPHS = word_list("quotations", "nouns in -s")
# These are verbs of speech only with their second word.
PARTICLE_VERBS = word_set("point shoot fire go lash sound spell weigh make speak talk refer")
# Whose base form is one behind a plural noun without more: "officials say".
PLURAL_SUBJECT_VERBS = word_set("say tell argue believe think insist warn note claim add")
FORMS_OF_BE = word_set("is are was were be been being am 's 're")
AUXILIARIES = FORMS_OF_BE | word_list("quotations", "auxiliaries")
ADVERBS = word_list("quotations", "adverbs")


def is_adverb(token: Token) -> bool:
    """Whether the word may stand between subject and verb: "also", "publicly"."""
    return token.lower in ADVERBS or (token.lower.endswith("ly") and not token.capital and len(token.lower) > 4)
