"""Words that say little by themselves: one list, in a view for telling stories apart and one for comparing quotations.

Pure, but for reading the list once. It is spaCy's, kept as data because importing it from there would load spaCy.
"""

from tasks.lexicon.word_lists import word_list

STOP_WORDS = word_list("stop_words", "all") | word_list("stop_words", "added")
STORY_STOP_WORDS = (STOP_WORDS - word_list("stop_words", "kept for stories")) | word_list(
    "stop_words", "added for stories"
)
QUOTATION_STOP_WORDS = (STOP_WORDS - word_list("stop_words", "kept for quotations")) | word_list(
    "stop_words", "added for quotations"
)
