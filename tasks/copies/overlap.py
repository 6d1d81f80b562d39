"""Compares two texts: whether one repeats the other, and how much of it.

Pure. What many articles have in common that are no copies of each other (menus, promos, standing paragraphs) is handed
in as `boilerplate` and does not count. Where that is unknown yet, other evidence decides: two articles of one outlet
that both hold a whole passage of their own share a page, not a story.
"""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from itertools import groupby

from tasks.copies.direction import decide_direction
from tasks.copies.shingles import SHINGLE_WORDS, ShingledText, shingle_text
from warehouse.model.relation_records import Repetition, TextVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyThresholds:
    """What makes a copy, chosen on Reuters text.

    Of pairs with half their shingles in common one in forty is something else, above 0.7 none. In a copy in which one
    word in ten was changed 0.59 of the shingles remain (0.9 to the fifth), and 0.83 of the words stand in one of them,
    with less chance in it. As much also remains of two reports by one template, which are short and have other figures:
    all but one, or seven in ten, must be the same. Of first halves of Reuters texts, so reworded, 0.987 are found; of
    all pairs of those texts that are taken for copies, one in forty is none.
    """

    whole: float = 0.7  # share of the shorter text's shingles
    reworded: float = 0.6  # share of the shorter text's words that stand in shared shingles
    same_figures: float = 0.7  # share of the numbers of a reworded copy that the other text has
    min_words: int = 20  # words in common of any copy
    reworded_words: int = 30  # words in common of a reworded copy
    no_template_words: int = 150  # words in common of two texts that follow no template
    # Words of a passage of one's own: of copies on the same wire one in five hundred has more than ten such words.
    own_passage: int = 25


_THRESHOLDS = CopyThresholds()
# A text is compared with some others one after the other, and an original with copies that come soon.
_shingled = lru_cache(maxsize=256)(shingle_text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """What two texts have in common, in words and as shares of their shingles, boilerplate left out.

    `containment`: of the shingles of the shorter one, those that the other has; `jaccard`: of the shingles of both;
    `covered`: of the words of the shorter one, those in such shingles. `shared` are these words in the later text;
    `cut` are words that only the earlier text has, `added` those of the later. `passages`: the longest passage (words)
    of either text that the other lacks, the shorter text's first; `same_figures`: whether the other has its numbers.
    """

    containment: float
    jaccard: float
    covered: float
    shared: int
    cut: int
    added: int
    passages: tuple[int, int]
    same_figures: bool


def find_repetition(later: TextVersion, earlier: TextVersion, boilerplate: frozenset[int]) -> Repetition | None:
    """What one of two versions repeats of the other; None where neither is a copy."""
    overlap = measure_overlap(_shingled(later.text), _shingled(earlier.text), boilerplate)
    if not is_copy(overlap, same_outlet=later.source_id == earlier.source_id):
        return None
    direction = decide_direction(later, earlier)
    cut, added = (overlap.cut, overlap.added) if direction.is_forward else (overlap.added, overlap.cut)
    return Repetition(
        **asdict(direction),
        containment=round(overlap.containment, 4),
        jaccard=round(overlap.jaccard, 4),
        words_shared=overlap.shared,
        words_cut=cut,
        words_added=added,
    )


def measure_overlap(later: ShingledText, earlier: ShingledText, boilerplate: Collection[int] = ()) -> Overlap:
    """What two texts have in common, exactly. `boilerplate` are shingles of theirs that stand in many articles."""
    both = later.distinct & earlier.distinct
    ignored = _spread(later, both, boilerplate) | _spread(earlier, both, boilerplate) if boilerplate else frozenset()
    shared = both - ignored
    sizes = [len(text.distinct - ignored) for text in (later, earlier)]
    covered_later, covered_earlier = (_covered(text, both | ignored) for text in (later, earlier))
    (shorter, covered_shorter), (longer, covered_longer) = sorted(
        ((later, covered_later), (earlier, covered_earlier)), key=lambda text: len(text[0].words)
    )
    return Overlap(
        containment=_share(len(shared), min(sizes) - len(shared)),
        jaccard=_share(len(shared), sum(sizes) - 2 * len(shared)),
        covered=_share(sum(_covered(shorter, shared)), covered_shorter.count(False)),
        shared=sum(_covered(later, shared)),
        cut=covered_earlier.count(False),
        added=covered_later.count(False),
        passages=(_longest_passage(covered_shorter), _longest_passage(covered_longer)),
        same_figures=_has_same_figures(shorter, longer),
    )


def is_copy(overlap: Overlap, *, same_outlet: bool) -> bool:
    """Whether one of the two texts repeats the other, wholly or in part."""
    if overlap.shared < _THRESHOLDS.min_words:
        return False
    if same_outlet and min(overlap.passages) >= _THRESHOLDS.own_passage:
        return False
    if overlap.containment >= _THRESHOLDS.whole:
        return True
    is_reworded = (
        overlap.covered >= _THRESHOLDS.reworded
        and overlap.shared >= _THRESHOLDS.reworded_words
        and overlap.passages[0] < 2 * _THRESHOLDS.own_passage
    )
    return is_reworded and (overlap.same_figures or overlap.shared >= _THRESHOLDS.no_template_words)


def _spread(text: ShingledText, both: frozenset[int], boilerplate: Collection[int]) -> frozenset[int]:
    """Shingles that belong to boilerplate: in each shared or unshared passage those nearest to a boilerplate shingle.

    Only sampled shingles are known to be boilerplate; what stands between two of them is of the same kind.
    """
    spread: set[int] = set()
    for _, passage in groupby(range(len(text.shingles)), key=lambda index: text.shingles[index] in both):
        indices = list(passage)
        sampled = [index for index in indices if text.shingles[index] in text.sample]
        if any(text.shingles[index] in boilerplate for index in sampled):
            spread.update(
                text.shingles[index] for index in indices if text.shingles[_nearest(sampled, index)] in boilerplate
            )
    return frozenset(spread)


def _share(part: int, rest: int) -> float:
    return part / max(1, part + rest)


def _nearest(indices: Sequence[int], index: int) -> int:
    behind = bisect_left(indices, index)
    return min(indices[max(0, behind - 1) : behind + 1], key=lambda other: abs(other - index))


def _covered(text: ShingledText, shingles: frozenset[int]) -> list[bool]:
    """For each word whether it stands in one of the shingles."""
    covered = [False] * len(text.words)
    for index, shingle in enumerate(text.shingles):
        if shingle in shingles:
            covered[index : index + SHINGLE_WORDS] = [True] * SHINGLE_WORDS
    return covered


def _longest_passage(covered: Sequence[bool]) -> int:
    """Words of the longest passage that is not covered."""
    return max((sum(1 for _ in passage) for is_covered, passage in groupby(covered) if not is_covered), default=0)


def _has_same_figures(shorter: ShingledText, longer: ShingledText) -> bool:
    """Whether the longer text has the numbers of the shorter one, all but one or at least seven in ten."""
    numbers, others = ({word for word in text.words if word.isdigit()} for text in (shorter, longer))
    missing = len(numbers - others)
    return missing <= 1 or missing <= (1 - _THRESHOLDS.same_figures) * len(numbers)
