"""Pure. The words that tell of speech: verbs with their forms, and what a complement of each must look like.

Written from general knowledge of English news.
"""

from __future__ import annotations

from enum import IntEnum
from functools import cache
from typing import NamedTuple

from tasks.lexicon.words import word_set
from tasks.text.sentences import Token


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


_SAYS = word_set(
    """
    say tell claim argue insist suggest announce deny warn acknowledge admit confirm predict note allege assert
    promise vow pledge contend maintain declare explain believe think tweet reiterate concede testify estimate quip joke
    """
)
_STATES = word_set(
    """
    add continue write reply state respond find show report reveal repeat conclude ask remark stress emphasize emphasise
    indicate mean know feel hope observe recall mention complain boast brag lament muse exclaim counter retort
    caution charge advise recommend agree disagree learn read post shout yell scream cry chant whisper
    answer volunteer venture opine snap interject tout hint signal imply express underscore highlight fear worry decide
    demand urge propose stipulate rule question wonder thunder assure inform remind notify elaborate clarify
    vent deadpan sneer scoff gush rave fume chime plead implore beg
    point recount relate disclose proclaim profess swear guess figure reckon reason theorize speculate surmise assume
    doubt expect anticipate
    blog marvel rant sigh quote echo grouse gripe proclaim hold
    """
)
_ACTS = word_set(
    """
    criticize criticise accuse praise denounce condemn blast slam endorse reject discuss describe
    demand threaten defend dismiss blame mock ridicule thank apologize hail applaud
    decry rip bash lambaste deride laud promote bemoan tout rebuke chide scold castigate
    """
)
_NAMES = word_set(
    """
    call dub label brand portray characterize characterise cast refer paint deem term liken speak talk compare
    refuse want offer use consider make go shoot fire lash sound spell weigh
    """
)
_IRREGULAR = {
    "say": ("says", "said", "said", "saying"),
    "tell": ("tells", "told", "told", "telling"),
    "think": ("thinks", "thought", "thought", "thinking"),
    "write": ("writes", "wrote", "written", "writing"),
    "find": ("finds", "found", "found", "finding"),
    "show": ("shows", "showed", "shown", "showing"),
    "mean": ("means", "meant", "meant", "meaning"),
    "know": ("knows", "knew", "known", "knowing"),
    "feel": ("feels", "felt", "felt", "feeling"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "read": ("reads", "read", "read", "reading"),
    "see": ("sees", "saw", "seen", "seeing"),
    "cast": ("casts", "cast", "cast", "casting"),
    "speak": ("speaks", "spoke", "spoken", "speaking"),
    "make": ("makes", "made", "made", "making"),
    "go": ("goes", "went", "gone", "going"),
    "shoot": ("shoots", "shot", "shot", "shooting"),
    "hold": ("holds", "held", "held", "holding"),
}
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
PARTICLES = {
    "point": ("out", "to"),
    "call": ("for", "on"),
    "speak": ("of", "out", "about", "against"),
    "talk": ("about", "of"),
    "refer": ("to",),
    "argue": ("for", "against"),
    "warn": ("of", "against", "about"),
    "complain": ("about", "of"),
    "respond": ("to",),
    "agree": ("to", "with"),
    "shoot": ("back",),
    "fire": ("back",),
    "go": ("on",),
    "lash": ("out",),
    "sound": ("off",),
    "spell": ("out",),
    "weigh": ("in",),
    "make": ("clear",),
    "apologize": ("for",),
    "joke": ("about",),
}
# Whose form in -s may as well be a noun: "the claims of", "reports from".
NOUNS = word_set(
    """
    claim report note show question answer charge call guess doubt hope fear worry demand tweet post promise vow pledge
    estimate rule hint signal boast shout cry whisper chant quote joke blog rant offer rebuke mock state find blast
    complaint comment thank blame praise reason tout read term paint cast label brand dub snap crack challenge counter
    mean detail advocate
    """
)
# These are verbs of speech only with their second word.
ONLY_WITH_PARTICLE = word_set("point shoot fire go lash sound spell weigh make speak talk refer")
# Whose base form is one behind a plural noun without more: "officials say".
PLURALS = word_set("say tell argue believe think insist warn note claim add")
BE = word_set("is are was were be been being am 's 're")
AUXILIARIES = BE | word_set(
    """
    has have had having do does did will would can could may might shall should must to get gets got not never n't
    didn't doesn't don't won't wouldn't can't couldn't hasn't haven't hadn't isn't aren't wasn't weren't cannot
    """
)
ADVERBS = word_set(
    """
    also later then once already reportedly recently repeatedly previously publicly privately again still even just now
    always often only soon first earlier further instead simply never ever merely openly explicitly specifically
    really actually clearly finally quickly briefly flatly directly bluntly famously consistently long additionally
    both all subsequently tacitly essentially basically largely strongly sharply vehemently angrily sarcastically
    """
)


def is_adverb(token: Token) -> bool:
    """Whether the word may stand between subject and verb: "also", "publicly"."""
    return token.lower in ADVERBS or (token.lower.endswith("ly") and not token.capital and len(token.lower) > 4)
