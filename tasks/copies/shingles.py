"""Computes the shingles of a text: hashes of runs of five words, and the sample by which similar texts are found.

Pure. Case, punctuation and the dateline do not count. Whether a shingle is in the sample depends on its hash alone, so
that a text, a part of it and an excerpt have the same ones in their samples.
"""

from dataclasses import dataclass
from functools import cached_property
from zlib import crc32

from tasks.clean import find_dateline
from tasks.text.tokens import casefolded_words

# Of unrelated news texts at most 0.18 of the runs of five words are the same; of copies, cut and edited, a tenth has
# less than 0.99 (measured on Reuters text).
SHINGLE_WORDS = 5
# Shorter texts (words) are not compared: "Shares closed higher on Tuesday" is everybody's.
SHORTEST_COMPARED_TEXT = 20
# The sample is every shingle, every second, fourth, eighth or sixteenth: the most that stay below this number, so that
# several of an excerpt of some hundred words are found in a text of any length.
SAMPLE_SIZE = 64
_RAREST = 4  # 2 to the power of this is sixteen
_MOST = 1_024  # of a book

_MASK = (1 << 64) - 1
# Odd, large and without a pattern: the golden ratio, and the multipliers of splitmix64 (Steele, Lea, Flood 2014).
_STEP = 0x9E3779B97F4A7C15
_MULTIPLIER = 0xBF58476D1CE4E5B9
_POWERS = tuple(pow(_STEP, power, 1 << 64) for power in range(SHINGLE_WORDS))


@dataclass(frozen=True)
class ShingledText:
    """A text as its words (lower case) and its shingles, hashes of 63 bits: `shingles[i]` begins with `words[i]`."""

    words: tuple[str, ...]
    shingles: tuple[int, ...]

    @cached_property
    def distinct(self) -> frozenset[int]:
        """The shingles, each once."""
        return frozenset(self.shingles)

    @cached_property
    def sample(self) -> frozenset[int]:
        """The shingles by which the text is found."""
        return frozenset(sample_shingles(self))


def shingle_text(text: str) -> ShingledText:
    """The words of a text behind its dateline, and their shingles. A text of fewer than five words has none."""
    dateline = find_dateline(text)
    words = casefolded_words(text[dateline.end_char :] if dateline else text)
    numbers = [crc32(word.encode("utf-8", "surrogatepass")) for word in words]
    # Written out: this is the most frequent loop of loading.
    p1, p2, p3, p4, p5 = _POWERS
    shingles = tuple(
        _mix(a * p1 + b * p2 + c * p3 + d * p4 + e * p5)
        for a, b, c, d, e in zip(numbers, numbers[1:], numbers[2:], numbers[3:], numbers[4:], strict=False)
    )
    return ShingledText(tuple(words), shingles)


def sample_shingles(text: ShingledText) -> tuple[int, ...]:
    """The sample of a text, ascending: 32 to 64 shingles up to 1,024 words, a sixteenth of them above.

    None for texts below `SHORTEST_COMPARED_TEXT`.
    """
    if len(text.words) < SHORTEST_COMPARED_TEXT:
        return ()
    rate = 0
    while len(text.shingles) >> rate > SAMPLE_SIZE and rate < _RAREST:
        rate += 1
    low_bits = (1 << rate) - 1
    return tuple(sorted(shingle for shingle in text.distinct if not shingle & low_bits)[:_MOST])


def _mix(number: int) -> int:
    """63 bits each of which depends on all bits of the number."""
    number &= _MASK
    number = ((number ^ (number >> 31)) * _MULTIPLIER) & _MASK
    return (number ^ (number >> 29)) >> 1
