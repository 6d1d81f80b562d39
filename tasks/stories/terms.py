"""Pure. The words of an article that can tell its story from others: counted, without those that tell nothing."""

from __future__ import annotations

import re
from collections import Counter

from tasks.lexicon.word_lists import word_list
from tasks.lexicon.words import word_set

# A word of letters (and what is tied to it by an apostrophe), or a number with its points and commas.
_WORD = re.compile(r"[^\W\d_][^\W_]*(?:['’][^\W_]+)*|\d+(?:[.,]\d+)*")
_TEXT = 20_000  # characters of a text that are read: longer ones are transcripts and live pages
# Grammar, and the reporter's own words: left out. Written by us.
_SILENT = word_set(
    """
    a about above after again against ago all almost along already also although always am among an and another any
    anyone anything are aren't around as at away back be became because become been before began behind being below
    between both but by came can can't cannot come comes could couldn't did didn't do does doesn't doing don't done
    down during each either else enough even ever every few for from further get gets getting give given go goes going
    got had hadn't has hasn't have haven't having he he'd he'll he's her here hers herself him himself his how however
    i i'd i'll i'm i've if in indeed instead into is isn't it it's its itself just keep kept last later least less let
    like likely made make makes making many may maybe me might mine more moreover most much must my myself near nearly
    neither never next no nor not nothing now of off often on once one only onto or other others our ours ourselves out
    over own per perhaps put quite rather really s same saw say saying says said second see seem seen several shall she
    she's should shouldn't since so some someone something soon still such t take taken takes than that that's the
    their theirs them themselves then there there's these they they'd they'll they're they've thing things this those
    though three through thus to together told tell too took toward towards two under until up upon us use used using
    very via want wanted was wasn't way we we'd we'll we're we've well went were weren't what what's whatever when
    where whether which while who who's whole whom whose why will with within without won't would wouldn't yet you
    you'll you're you've your yours yourself
    according added ask asked news report reported reporter reports reporting spokesman spokeswoman statement
    mr mrs ms
    """
)
# What much of the news is about, whatever the event: weighs as if it stood in a sixth of all articles from the start,
# so that the first articles of a new warehouse are not one story for their common words. Written by us.
USUAL = word_list("stories", "usual words")


def words_of(text: str) -> Counter[str]:
    """Counts of the words of a text that may tell a story, small letters, plurals as singulars, in reading order.

    Of a very long text only the beginning is read, so that the cost of an article has a bound.
    """
    counts: Counter[str] = Counter()
    for written, times in Counter(_WORD.findall(text[:_TEXT].lower())).items():
        word = _plain(written)
        if len(word) > 1 and word not in _SILENT:
            counts[word] += times
    return counts


def _plain(word: str) -> str:
    """The word without its possessive and, unless it is short or ends in -ss, -us or -is, without its plural s."""
    word = word.replace("’", "'").removesuffix("'s").removesuffix("'")
    if len(word) > 3 and word[-1] == "s" and word[-2] not in "sui" and "'" not in word:
        return word[:-1]
    return word
