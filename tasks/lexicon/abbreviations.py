"""Abbreviations that end with a full stop, in lower case and without it.

Pure, but for reading the lists once.
"""

from __future__ import annotations

from tasks.lexicon.word_lists import word_list

BEFORE_NAMES = word_list("abbreviations", "before names")
BESIDE_NAMES = BEFORE_NAMES | word_list("abbreviations", "behind names")
ABBREVIATIONS = BESIDE_NAMES | word_list("abbreviations", "others")
SMALL_ABBREVIATIONS = word_list("abbreviations", "small")
