"""Pure. The words of figures: numbers, units, nouns, and what makes a number none. English; the tables are ours."""

from __future__ import annotations

from tasks.lexicon.casualty_words import BELIEVED
from tasks.lexicon.word_lists import phrase_values, word_list, word_values
from tasks.lexicon.words import word_set
from warehouse.model.vocabulary import Modifier

_UP_TO_19 = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
SMALL = {word: number for number, word in enumerate(_UP_TO_19.split(), 1)}
_FROM_20 = "twenty thirty forty fifty sixty seventy eighty ninety"
TENS = {word: number * 10 for number, word in enumerate(_FROM_20.split(), 2)}
BIG = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "lakh": 10**5, "crore": 10**7}
# Directly behind digits; "m" and "b" only where money is meant, or many of something.
SHORT = {"k": 10**3, "mn": 10**6, "mln": 10**6, "bn": 10**9, "tn": 10**12, "m": 10**6, "b": 10**9}
# How many is not said: kept without a value.
VAGUE = frozenset(("dozens", "hundreds", "thousands", "millions", "billions", "tens", "scores"))
VAGUE_BEFORE = frozenset(("several", "few", "many"))
NUMBER_MODIFIERS = {
    tuple(phrase.split()): Modifier(value) for phrase, value in phrase_values("numbers", "modifiers").items()
}
LONGEST_MODIFIER = max(map(len, NUMBER_MODIFIERS))
AFTERWARDS = {
    ("or", "more"): Modifier.AT_LEAST,
    ("+",): Modifier.AT_LEAST,
    ("or", "so"): Modifier.ABOUT,
    ("or", "fewer"): Modifier.AT_MOST,
    ("or", "less"): Modifier.AT_MOST,
}
CURRENCY_SIGNS = {"$": "$", "€": "€", "£": "£", "¥": "¥", "₹": "₹", "₪": "₪", "₽": "₽", "₺": "₺"}
# Before a dollar sign: other dollars than those of the United States.
DOLLARS = {"us": "$", "a": "A$", "au": "A$", "c": "C$", "ca": "C$", "nz": "NZ$", "hk": "HK$", "s": "S$"}
CURRENCY_BEFORE = {"usd": "$", "eur": "€", "gbp": "£", "rs": "₹", "inr": "₹"}
CURRENCY_AFTER = word_values("numbers", "currency after")
MEASURES = word_values("numbers", "measures")
AREAS = {"km": "km²", "m": "m²", "miles": "square miles", "ft": "square feet"}
SPEEDS = {"km": "km/h", "miles": "mph"}
PLURAL_OF = word_values("numbers", "singular")
# Plurals without an s.
IRREGULAR_PLURALS = word_list("numbers", "plurals")
# What else they are called, so that outlets can be compared.
SAME_NOUN = word_values("numbers", "same noun")
# In front of the noun that counts: "12 police officers", "three sports halls".
ATTRIBUTES = word_set("police sports security arms news women men human children crew staff aircraft")
# Nouns that make a number no figure: times, parts, what sport counts, and words that mean nothing by themselves.
NO_FIGURE = word_list("numbers", "no figure")
CLOCK = word_list("numbers", "clock")
# A number directly behind them is a label.
LABELS = word_list("numbers", "labels")
# Numbers behind these are known already, or belong to a fixed set, unless something happened to those counted.
DEFINITE = word_list("numbers", "definite")
STOPS = word_list("numbers", "stops")
EXPECTED = BELIEVED | word_list("numbers", "expected")
NEGATED = word_list("numbers", "negated")
# A clause begins behind them: what stands before says nothing about the number.
CLAUSES = word_list("numbers", "clauses")
RATES = word_set("turnout unemployment inflation")
MONEY_FOR = word_values("numbers", "money for")
QUAKES = {
    "aftershock": "aftershock", "aftershocks": "aftershock", "foreshock": "foreshock", "foreshocks": "foreshock",
}  # fmt: skip
SHARE_NOUNS = word_set("vote votes electorate population gdp budget land territory area output production")
