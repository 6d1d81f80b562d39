"""Compares two texts sentence by sentence and number by number.

Pure. `apply_changes(old, diff_sentences(old, new)) == new` for all texts. A sentence includes the white space behind
it, so that nothing lies between two sentences. What moved is dropped and added.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from tasks.text.numbers import Number, numbers
from tasks.text.quotation_marks import quoted
from tasks.text.sentences import sentences
from warehouse.model.relation_records import RevisedVersion, RevisionPartRow, TextChange
from warehouse.model.vocabulary import PartChange, PartKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffLimits:
    """`same_words`: share of the words of two sentences that both have, from which one is the other, edited.

    Sentences beyond the other two are dropped and added: aligning and pairing take the product of their numbers.
    """

    same_words: float = 0.5
    aligned_sentences: int = 1_000
    paired_sentences: int = 2_500  # product of both numbers


_LIMITS = DiffLimits()


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence with the white space behind it; its words are what is compared."""

    text: str
    words: tuple[str, ...]


_Pair = tuple[_Sentence | None, _Sentence | None]


def find_revisions(versions: Sequence[RevisedVersion]) -> list[RevisionPartRow]:
    """What each version changed: sentences in the order of the texts, then numbers that were dropped or added."""
    return [
        RevisionPartRow(article_id=version.article_id, version=version.version, position=position, **asdict(change))
        for version in versions
        for position, change in enumerate(_find_changes(version.old_text, version.new_text))
    ]


def diff_sentences(old: str, new: str) -> list[TextChange]:
    """The changes that turn `old` into `new`, in the order of both."""
    changes: list[TextChange] = []
    old_end = new_end = 0
    for before, after in _align(_split(old), _split(new)):
        old_start, new_start = old_end, new_end
        old_end += len(before.text) if before else 0
        new_end += len(after.text) if after else 0
        old_text, new_text = old[old_start:old_end], new[new_start:new_end]
        if old_text != new_text:
            dropped, added = _count_changed_words(before.words if before else (), after.words if after else ())
            changes.append(
                TextChange(
                    what=PartKind.SENTENCE,
                    change=_kind_of_change(before, after),
                    old_start=old_start,
                    old_end=old_end,
                    new_start=new_start,
                    new_end=new_end,
                    old_text=old_text,
                    new_text=new_text,
                    words_dropped=dropped,
                    words_added=added,
                )
            )
    return changes


def apply_changes(old: str, changes: Sequence[TextChange]) -> str:
    """The text that changes of sentences make of `old`. Raises `ValueError` where they are those of another text."""
    parts, end = [], 0
    for change in changes:
        start = change.old_start if change.old_start is not None else -1
        if start < end or old[start : change.old_end] != change.old_text:
            raise ValueError(f"the text holds something else at {start}")
        parts += [old[end:start], change.new_text]
        end = start + len(change.old_text)
    return "".join([*parts, old[end:]])


def find_dropped_numbers(old: str, new: str) -> list[Number]:
    """Values that `old` has and `new` has nowhere, each where it first stands in `old`."""
    kept = {number.value for number in numbers(new)}
    dropped: dict[str, Number] = {}
    for number in numbers(old):
        if number.value not in kept:
            dropped.setdefault(number.value, number)
    return list(dropped.values())


def _find_changes(old: str, new: str) -> Iterator[TextChange]:
    yield from diff_sentences(old, new)
    for number in find_dropped_numbers(old, new):
        yield TextChange(
            what=PartKind.NUMBER,
            change=PartChange.DROPPED,
            old_start=number.start,
            old_end=number.end,
            old_text=old[number.start : number.end],
        )
    for number in find_dropped_numbers(new, old):
        yield TextChange(
            what=PartKind.NUMBER,
            change=PartChange.ADDED,
            new_start=number.start,
            new_end=number.end,
            new_text=new[number.start : number.end],
        )


def _kind_of_change(before: _Sentence | None, after: _Sentence | None) -> PartChange:
    if before is None:
        return PartChange.ADDED
    return PartChange.DROPPED if after is None else PartChange.CHANGED


def _count_changed_words(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Words that were dropped, and words that were added."""
    same = sum(block.size for block in SequenceMatcher(None, old, new).get_matching_blocks()) if old and new else 0
    return len(old) - same, len(new) - same


def _split(text: str) -> list[_Sentence]:
    starts = [sentence.tokens[0].start for sentence in sentences(text, quoted(text))]
    # What stands before the first sentence, or instead of any, belongs to it.
    bounds = [0, *starts[1:], len(text)] if text else []
    pieces = [text[start:end] for start, end in pairwise(bounds)]
    return [_Sentence(piece, tuple(piece.split())) for piece in pieces]


def _align(old: Sequence[_Sentence], new: Sequence[_Sentence]) -> Iterator[_Pair]:
    """Every sentence of both once, in order, beside its counterpart in the other text, if there is one."""
    first = _count_common(old, new)
    last = _count_common(old[first:][::-1], new[first:][::-1])
    yield from zip(old[:first], new[:first], strict=True)
    yield from _align_changed(old[first : len(old) - last], new[first : len(new) - last])
    yield from zip(old[len(old) - last :], new[len(new) - last :], strict=True)


def _align_changed(old: Sequence[_Sentence], new: Sequence[_Sentence]) -> Iterator[_Pair]:
    if max(len(old), len(new)) > _LIMITS.aligned_sentences:
        yield from _keep_apart(old, new)
        return
    matcher = SequenceMatcher(None, [sentence.words for sentence in old], [sentence.words for sentence in new])
    for operation, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        before, after = old[old_from:old_to], new[new_from:new_to]
        yield from zip(before, after, strict=True) if operation == "equal" else _pair_similar(before, after)


def _pair_similar(old: Sequence[_Sentence], new: Sequence[_Sentence]) -> Iterator[_Pair]:
    """Pairs of similar sentences, in order, with the greatest sum of similarities; the others apart."""
    if len(old) * len(new) > _LIMITS.paired_sentences:
        yield from _keep_apart(old, new)
        return
    similarity = [[_similarity(before, after) for after in new] for before in old]
    # best[i][j]: greatest sum for the sentences from i in the old and from j in the new text.
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            paired = similarity[i][j] and similarity[i][j] + best[i + 1][j + 1]
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    i = j = 0
    while i < len(old) and j < len(new):
        if similarity[i][j] and best[i][j] == similarity[i][j] + best[i + 1][j + 1]:
            yield old[i], new[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield old[i], None
            i += 1
        else:
            yield None, new[j]
            j += 1
    yield from _keep_apart(old[i:], new[j:])


def _similarity(old: _Sentence, new: _Sentence) -> float:
    """Share of the words of both that both have; 0 where that is too little for one sentence, edited."""
    both = Counter(old.words) & Counter(new.words)
    share = 2 * both.total() / max(1, len(old.words) + len(new.words))
    return share if share >= _LIMITS.same_words else 0.0


def _keep_apart(old: Sequence[_Sentence], new: Sequence[_Sentence]) -> Iterator[_Pair]:
    yield from ((sentence, None) for sentence in old)
    yield from ((None, sentence) for sentence in new)


def _count_common(old: Sequence[_Sentence], new: Sequence[_Sentence]) -> int:
    """Sentences that both begin with."""
    pairs = zip(old, new, strict=False)
    differing = (index for index, (before, after) in enumerate(pairs) if before.words != after.words)
    return next(differing, min(len(old), len(new)))
