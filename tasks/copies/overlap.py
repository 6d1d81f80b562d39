"""Pure. Whether one text repeats another, and how much of it.

What many articles have in common that are no copies of each other (menus, promos, standing paragraphs) is handed in as
`common` and does not count. Where that is not known yet, another sign tells: two articles of one outlet that both hold
a whole passage of their own share a page, not a story.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from tasks.copies.shingles import RUN, Shingled

# Share of the shorter text's runs that makes a copy. Measured on Reuters text: of pairs with half their runs in common
# one in forty is something else, above 0.7 none.
WHOLE = 0.7
# In a copy in which one word in ten was changed 0.59 of the runs remain (0.9 to the fifth), and 0.83 of the words stand
# in one of them, with less chance in it. As much also remains of two reports by one template, which are short and have
# other figures: all but one, or seven in ten, must be the same. Of first halves of Reuters texts, so reworded, 0.987
# are found; of all pairs of those texts that are taken for copies, one in forty is none.
REWORDED = 0.6
_FIGURES = 0.7
_ENOUGH = 30  # words in common
_PLENTY = 150  # words in common of two texts that follow no template
_LEAST = 20  # words in common of any copy
# A passage of one's own: of copies on the same wire one in five hundred has more than ten such words.
_PASSAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """What two texts have in common, in words and as shares of their runs; furniture is in none of these.

    `containment`: of the runs of the shorter one, those that the other has; `jaccard`: of the runs of both; `covered`:
    of the words of the shorter one, those in such runs. `shared` are these words in the later text; `cut` are
    words that the earlier text has alone, `added` those of the later. `passages`: the longest stretch (words) of either
    text that the other lacks, the shorter text's first; `same_figures`: whether the other has its numbers.
    """

    containment: float
    jaccard: float
    covered: float
    shared: int
    cut: int
    added: int
    passages: tuple[int, int]
    same_figures: bool


def overlap(later: Shingled, earlier: Shingled, common: Collection[int] = ()) -> Overlap:
    """Compares two texts exactly. `common` are keys of theirs that stand in many articles."""
    both = later.distinct & earlier.distinct
    furniture = _furniture(later, both, common) | _furniture(earlier, both, common) if common else frozenset()
    shared = both - furniture
    sizes = [len(text.distinct - furniture) for text in (later, earlier)]
    ours, theirs = (_covered(text, both | furniture) for text in (later, earlier))
    one, other = sorted(((later, ours), (earlier, theirs)), key=lambda text: len(text[0].words))
    return Overlap(
        containment=_share(len(shared), min(sizes) - len(shared)),
        jaccard=_share(len(shared), sum(sizes) - 2 * len(shared)),
        covered=_share(sum(_covered(one[0], shared)), one[1].count(False)),
        shared=sum(_covered(later, shared)),
        cut=theirs.count(False),
        added=ours.count(False),
        passages=(_longest(one[1]), _longest(other[1])),
        same_figures=_same_figures(one[0], other[0]),
    )


def is_copy(found: Overlap, *, same_outlet: bool) -> bool:
    """Whether the later text repeats the earlier one, wholly or in part, or is repeated by it."""
    if found.shared < _LEAST or (same_outlet and min(found.passages) >= _PASSAGE):
        return False
    if found.containment >= WHOLE:
        return True
    reworded = found.covered >= REWORDED and found.shared >= _ENOUGH and found.passages[0] < 2 * _PASSAGE
    return reworded and (found.same_figures or found.shared >= _PLENTY)


def _furniture(text: Shingled, both: frozenset[int], common: Collection[int]) -> frozenset[int]:
    """Runs that belong to furniture: in each passage that both texts have, or only this, those nearest to a common key.

    Only keys are known to be common, which are one run in some; what stands between two of them is of a kind.
    """
    found: set[int] = set()
    for _, passage in groupby(range(len(text.runs)), key=lambda at: text.runs[at] in both):
        places = list(passage)
        keys = [at for at in places if text.runs[at] in text.keys]
        if any(text.runs[at] in common for at in keys):
            found.update(text.runs[at] for at in places if text.runs[_nearest(keys, at)] in common)
    return frozenset(found)


def _share(part: int, rest: int) -> float:
    return part / max(1, part + rest)


def _nearest(places: Sequence[int], at: int) -> int:
    behind = bisect_left(places, at)
    return min(places[max(0, behind - 1) : behind + 1], key=lambda place: abs(place - at))


def _covered(text: Shingled, runs: frozenset[int]) -> list[bool]:
    """For each word whether it stands in one of the runs."""
    covered = [False] * len(text.words)
    for at, run in enumerate(text.runs):
        if run in runs:
            covered[at : at + RUN] = [True] * RUN
    return covered


def _longest(covered: Sequence[bool]) -> int:
    """Words of the longest stretch that is not covered."""
    return max((sum(1 for _ in stretch) for has, stretch in groupby(covered) if not has), default=0)


def _same_figures(one: Shingled, other: Shingled) -> bool:
    """Whether the numbers of `one` are also those of `other`, but for one of them or three in ten."""
    numbers, others = ({word for word in text.words if word.isdigit()} for text in (one, other))
    missing = len(numbers - others)
    return missing <= 1 or missing <= (1 - _FIGURES) * len(numbers)
