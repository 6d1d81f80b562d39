"""What one text has that another has not, sentence by sentence and number by number. Pure.

    revised(old, new) → parts        applied(old, parts) == new, always

A sentence takes the white space behind it along, so that nothing of a text lies between two of them. What moved is
dropped and added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from tasks.text.numbers import Number, numbers
from tasks.text.quotation_marks import quoted
from tasks.text.sentences import sentences
from warehouse.model.vocabulary import PartChange

# Share of the words of two sentences that both have, from which on one is the other, edited.
_ALIKE = 0.5
# Sentences beyond these bounds are told dropped and added: comparing them takes the product of both numbers.
_ALIGNED = 1_000
_PAIRED = 2_500


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One sentence that came, went or changed: `old[old_start:old_end] == old_text`, and likewise in the new text.

    Where it came or went, both offsets of the text without it are its place there. `words_dropped` and `words_added`
    are words as separated by white space; both are 0 where only white space differs.
    """

    change: PartChange
    old_start: int
    old_end: int
    new_start: int
    new_end: int
    old_text: str
    new_text: str
    words_dropped: int
    words_added: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """A sentence with the white space behind it. `words`: without that, which is what is compared."""

    start: int
    text: str
    words: tuple[str, ...]


_Pair = tuple[_Piece | None, _Piece | None]


def revised(old: str, new: str) -> list[Part]:
    """What makes `new` of `old`, in the order of both."""
    parts: list[Part] = []
    old_at = new_at = 0
    for before, after in _aligned(_pieces(old), _pieces(new)):
        old_text, new_text = before.text if before else "", after.text if after else ""
        if old_text != new_text:
            parts.append(_part(before, after, old_at, new_at))
        old_at, new_at = old_at + len(old_text), new_at + len(new_text)
    return parts


def applied(old: str, parts: Sequence[Part]) -> str:
    """The text that the parts make of `old`. Raises `ValueError` where they are those of another text."""
    made, at = [], 0
    for part in parts:
        if part.old_start < at or old[part.old_start : part.old_end] != part.old_text:
            raise ValueError(f"the text holds something else at {part.old_start}")
        made += [old[at : part.old_start], part.new_text]
        at = part.old_end
    return "".join([*made, old[at:]])


def numbers_dropped(old: str, new: str) -> list[Number]:
    """Values that `old` has and `new` has nowhere, each where it first stands in `old`."""
    kept = {number.value for number in numbers(new)}
    found: dict[str, Number] = {}
    for number in numbers(old):
        if number.value not in kept:
            found.setdefault(number.value, number)
    return list(found.values())


def _part(before: _Piece | None, after: _Piece | None, old_at: int, new_at: int) -> Part:
    old_text, new_text = before.text if before else "", after.text if after else ""
    dropped, added = _words_apart(before.words if before else (), after.words if after else ())
    return Part(
        change=PartChange.ADDED if before is None else PartChange.DROPPED if after is None else PartChange.CHANGED,
        old_start=old_at,
        old_end=old_at + len(old_text),
        new_start=new_at,
        new_end=new_at + len(new_text),
        old_text=old_text,
        new_text=new_text,
        words_dropped=dropped,
        words_added=added,
    )


def _words_apart(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    same = sum(block.size for block in SequenceMatcher(None, old, new).get_matching_blocks()) if old and new else 0
    return len(old) - same, len(new) - same


def _pieces(text: str) -> list[_Piece]:
    starts = [sentence.tokens[0].start for sentence in sentences(text, quoted(text))]
    # What stands before the first sentence, or instead of any, belongs to it.
    bounds = [0, *starts[1:], len(text)] if text else []
    cut = [(start, text[start:end]) for start, end in pairwise(bounds)]
    return [_Piece(start, piece, tuple(piece.split())) for start, piece in cut]


def _aligned(old: Sequence[_Piece], new: Sequence[_Piece]) -> Iterator[_Pair]:
    """Every sentence of both once, in order, beside the one that it is in the other text, if it is there."""
    ahead = _common(old, new)
    behind = _common(old[ahead:][::-1], new[ahead:][::-1])
    yield from zip(old[:ahead], new[:ahead], strict=True)
    yield from _aligned_within(old[ahead : len(old) - behind], new[ahead : len(new) - behind])
    yield from zip(old[len(old) - behind :], new[len(new) - behind :], strict=True)


def _aligned_within(old: Sequence[_Piece], new: Sequence[_Piece]) -> Iterator[_Pair]:
    if max(len(old), len(new)) > _ALIGNED:
        yield from _apart(old, new)
        return
    matcher = SequenceMatcher(None, [piece.words for piece in old], [piece.words for piece in new])
    for what, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        before, after = old[old_from:old_to], new[new_from:new_to]
        yield from zip(before, after, strict=True) if what == "equal" else _paired(before, after)


def _paired(old: Sequence[_Piece], new: Sequence[_Piece]) -> Iterator[_Pair]:
    """Those that are alike beside each other, in order, so that they have as many words in common as can be."""
    if len(old) * len(new) > _PAIRED:
        yield from _apart(old, new)
        return
    alike = [[_likeness(before, after) for after in new] for before in old]
    # best[i][j]: likeness of all pairs of what stands behind i in the old and behind j in the new text.
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], alike[i][j] and alike[i][j] + best[i + 1][j + 1])
    i = j = 0
    while i < len(old) and j < len(new):
        if alike[i][j] and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield old[i], None
            i += 1
        else:
            yield None, new[j]
            j += 1
    yield from _apart(old[i:], new[j:])


def _likeness(old: _Piece, new: _Piece) -> float:
    """Share of the words of both that both have; 0 where that is too little to be one sentence, edited."""
    both = Counter(old.words) & Counter(new.words)
    share = 2 * both.total() / max(1, len(old.words) + len(new.words))
    return share if share >= _ALIKE else 0.0


def _apart(old: Sequence[_Piece], new: Sequence[_Piece]) -> Iterator[_Pair]:
    yield from ((piece, None) for piece in old)
    yield from ((None, piece) for piece in new)


def _common(old: Sequence[_Piece], new: Sequence[_Piece]) -> int:
    """How many both begin with."""
    pairs = zip(old, new, strict=False)
    return next((at for at, (one, other) in enumerate(pairs) if one.words != other.words), min(len(old), len(new)))
