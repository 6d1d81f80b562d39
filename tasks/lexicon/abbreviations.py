"""Abbreviations that end with a full stop, in lower case and without it.

Pure, but for reading the lists once.
"""

from tasks.lexicon.word_lists import word_list

_TITLES = word_list("abbreviations", "before names")
BEFORE_NAMES = _TITLES | word_list("abbreviations", "before names, no titles")
BESIDE_NAMES = _TITLES | word_list("abbreviations", "behind names")
ABBREVIATIONS = BEFORE_NAMES | BESIDE_NAMES | word_list("abbreviations", "others")
SMALL_ABBREVIATIONS = word_list("abbreviations", "small")
