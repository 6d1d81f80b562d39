"""Pure. Runs of five words as numbers: what two tellings of the same words have in common, whatever stands around.

Case, punctuation and the dateline do not count. A sample of the runs is enough to find the texts that share many: a run
is drawn or not by its own number, so that a text, a part of it and an excerpt draw the same ones.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

from tasks.clean.datelines import find_dateline

# Words in a run. Of unrelated news texts at most 0.18 of such runs are the same; of copies, cut and edited, a tenth has
# less than 0.99 (measured on Reuters text).
RUN = 5
# Shorter texts (words) are not compared: "Shares closed higher on Tuesday" is everybody's.
SHORTEST = 20
# A text draws every run, every second, fourth, eighth or sixteenth: the most that stay below so many, so that of an
# excerpt of some hundred words several are found in a text of any length.
DRAWN = 64
_RAREST = 4  # 2 to the power of this is sixteen
_MOST = 1_024  # of a book

_WORD = re.compile(r"\w+")
_MASK = (1 << 64) - 1
# Odd, large and without a pattern: the golden ratio, and the multipliers of splitmix64 (Steele, Lea, Flood 2014).
_STEP = 0x9E3779B97F4A7C15
_STIR = 0xBF58476D1CE4E5B9
_POWERS = tuple(pow(_STEP, power, 1 << 64) for power in range(RUN))


@dataclass(frozen=True)
class Shingled:
    """A text as its words (lower case), and its runs as numbers of 63 bits: `runs[i]` begins with `words[i]`."""

    words: tuple[str, ...]
    runs: tuple[int, ...]

    @cached_property
    def distinct(self) -> frozenset[int]:
        """The runs, each once."""
        return frozenset(self.runs)

    @cached_property
    def keys(self) -> frozenset[int]:
        """The runs that the text is found by."""
        return frozenset(sample(self))


def shingled(text: str) -> Shingled:
    """The words of a text behind its dateline, and their runs. A text of fewer than five words has none."""
    dateline = find_dateline(text)
    words = _WORD.findall((text[dateline.end_char :] if dateline else text).casefold())
    numbers = [crc32(word.encode("utf-8", "surrogatepass")) for word in words]
    one, two, three, four, five = _POWERS
    runs = tuple(
        _stirred(a * one + b * two + c * three + d * four + e * five)
        for a, b, c, d, e in zip(numbers, numbers[1:], numbers[2:], numbers[3:], numbers[4:], strict=False)
    )
    return Shingled(tuple(words), runs)


def sample(text: Shingled) -> tuple[int, ...]:
    """The keys of a text, ascending: 32 to 64 of its runs up to 1,024 words, a sixteenth of them above; few, if short.

    None for texts below `SHORTEST`.
    """
    if len(text.words) < SHORTEST:
        return ()
    rate = 0
    while len(text.runs) >> rate > DRAWN and rate < _RAREST:
        rate += 1
    low = (1 << rate) - 1
    return tuple(sorted(run for run in text.distinct if not run & low)[:_MOST])


def _stirred(number: int) -> int:
    """63 bits each of which depends on all of the number's."""
    number &= _MASK
    number = ((number ^ (number >> 31)) * _STIR) & _MASK
    return (number ^ (number >> 29)) >> 1
