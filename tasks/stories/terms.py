"""Counts the words of an article that may tell its story from others, without function words.

Pure.
"""

from collections import Counter

from tasks.lexicon.word_lists import word_list
from tasks.text.folding import singular
from tasks.text.stop_words import STORY_STOP_WORDS
from tasks.text.tokens import lower_words

_TEXT = 20_000  # characters of a text that are read: longer ones are transcripts and live pages
# What much of the news is about, whatever the event: weighs as if it stood in a sixth of all articles from the start,
# so that the first articles of a new warehouse are not one story for their common words. Written by us.
USUAL = word_list("stories", "usual words")


def count_words(text: str) -> Counter[str]:
    """Counts of the words of a text that may tell a story, small letters, plurals as singulars, in reading order.

    Of a very long text only the beginning is read, so that the cost of an article has a bound.
    """
    counts: Counter[str] = Counter()
    for written, times in Counter(lower_words(text[:_TEXT])).items():
        word = singular(written)
        if len(word) > 1 and word not in STORY_STOP_WORDS:
            counts[word] += times
    return counts
