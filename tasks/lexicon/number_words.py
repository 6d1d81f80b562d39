"""The words of figures: numbers, units, nouns, and what makes a number no figure; see `en/numbers.txt`.

Files: read once.
"""

from tasks.lexicon.casualty_words import BELIEVED
from tasks.lexicon.word_lists import ordered_words, phrase_values, word_list, word_set, word_values
from warehouse.model.vocabulary import Modifier


def _modifiers(section: str) -> dict[tuple[str, ...], Modifier]:
    return {tuple(phrase.split()): Modifier(value) for phrase, value in phrase_values("numbers", section).items()}


SMALL = {word: number for number, word in enumerate(ordered_words("numbers", "up to nineteen"), 1)}
TENS = {word: number * 10 for number, word in enumerate(ordered_words("numbers", "tens"), 2)}
BIG = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "lakh": 10**5, "crore": 10**7}
# Directly behind digits; "m" and "b" only where money is meant, or many of something.
SHORT = {"k": 10**3, "mn": 10**6, "mln": 10**6, "bn": 10**9, "tn": 10**12, "m": 10**6, "b": 10**9}
# How many is not said: kept without a value.
VAGUE = frozenset(("dozens", "hundreds", "thousands", "millions", "billions", "tens", "scores"))
VAGUE_BEFORE = frozenset(("several", "few", "many"))
NUMBER_MODIFIERS = _modifiers("modifiers")
LONGEST_MODIFIER = max(map(len, NUMBER_MODIFIERS))
AFTERWARDS = _modifiers("modifiers behind")
CURRENCY_SIGNS = word_values("numbers", "currency signs")
DOLLARS = word_values("numbers", "before dollar signs")
CURRENCY_BEFORE = word_values("numbers", "currency before")
CURRENCY_AFTER = word_values("numbers", "currency after")
MEASURES = word_values("numbers", "measures")
AREAS = {"km": "km²", "m": "m²", "miles": "square miles", "ft": "square feet"}
SPEEDS = {"km": "km/h", "miles": "mph"}
PLURAL_OF = word_values("numbers", "singular")
IRREGULAR_PLURALS = word_list("numbers", "plurals")
SAME_NOUN = word_values("numbers", "same noun")
ATTRIBUTES = word_list("numbers", "attributes")
NO_FIGURE = word_list("numbers", "no figure")
CLOCK = word_list("numbers", "clock")
LABELS = word_list("numbers", "labels")
DEFINITE = word_list("numbers", "definite")
STOPS = word_list("numbers", "stops")
EXPECTED = BELIEVED | word_list("numbers", "expected")
NEGATED = word_list("numbers", "negated")
DOUBT_WORDS = EXPECTED | NEGATED
CLAUSES = word_list("numbers", "clauses")
RATES = word_set("turnout unemployment inflation")
MONEY_FOR = word_values("numbers", "money for")
QUAKES = word_values("numbers", "quakes")
SHARE_NOUNS = word_list("numbers", "shares of")
