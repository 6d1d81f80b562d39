"""The words of figures: numbers, units, nouns, and what makes a number no figure; see `en/numbers.txt`.

Files: read once.
"""

from tasks.lexicon.casualty_words import BELIEVED
from tasks.lexicon.word_lists import ordered_words, word_list, word_values

SMALL = {word: number for number, word in enumerate(ordered_words("numbers", "up to nineteen"), 1)}
TENS = {word: number * 10 for number, word in enumerate(ordered_words("numbers", "tens"), 2)}
BIG = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "lakh": 10**5, "crore": 10**7}
MEASURES = word_values("numbers", "measures")
PLURAL_OF = word_values("numbers", "singular")
IRREGULAR_PLURALS = word_list("numbers", "plurals")
NO_FIGURE = word_list("numbers", "no figure")
STOPS = word_list("numbers", "stops")
EXPECTED = BELIEVED | word_list("numbers", "expected")
NEGATED = word_list("numbers", "negated")
DOUBT_WORDS = EXPECTED | NEGATED
