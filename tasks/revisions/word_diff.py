"""Compares two texts word by word: what both have, what was dropped, what was added.

Pure. The spans that are the same or dropped make the old text, those that are the same or added the new one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum
from typing import NamedTuple

from tasks.revisions.sentence_diff import diff_sentences
from warehouse.model.vocabulary import PartChange

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


class SpanChange(Enum):
    """Whether words are in both texts, in the old one alone or in the new one alone."""

    SAME = "same"
    DROPPED = "dropped"
    ADDED = "added"


class DiffSpan(NamedTuple):
    """Neighbouring words with the same change."""

    change: SpanChange
    text: str


def diff_texts(old: str, new: str) -> list[DiffSpan]:
    """Two texts, changed sentences word by word."""
    spans: list[DiffSpan] = []
    end = 0
    for change in diff_sentences(old, new):
        spans.append(DiffSpan(SpanChange.SAME, old[end : change.old_start]))
        if change.change is PartChange.CHANGED:
            spans += diff_words(change.old_text, change.new_text)
        else:
            spans += [DiffSpan(SpanChange.DROPPED, change.old_text), DiffSpan(SpanChange.ADDED, change.new_text)]
        end = change.old_end or 0
    return _merge([*spans, DiffSpan(SpanChange.SAME, old[end:])])


def diff_words(old: str, new: str) -> list[DiffSpan]:
    """Two sentences or headlines, word by word."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    spans: list[DiffSpan] = []
    codes = SequenceMatcher(None, before, after).get_opcodes()
    for index, (operation, old_from, old_to, new_from, new_to) in enumerate(codes):
        dropped, added = "".join(before[old_from:old_to]), "".join(after[new_from:new_to])
        # A blank between two changed words belongs to the change.
        is_blank_between = dropped.isspace() and 0 < index < len(codes) - 1
        if operation != "equal" or is_blank_between:
            spans += [DiffSpan(SpanChange.DROPPED, dropped), DiffSpan(SpanChange.ADDED, added)]
        else:
            spans.append(DiffSpan(SpanChange.SAME, dropped))
    return _merge(spans)


def _merge(spans: Sequence[DiffSpan]) -> list[DiffSpan]:
    """Without empty ones; between two of the same, what was dropped stands before what was added."""
    return [DiffSpan(change, group[change]) for group in _group(spans) for change in SpanChange if change in group]


def _group(spans: Iterable[DiffSpan]) -> Iterator[dict[SpanChange, str]]:
    group: dict[SpanChange, str] = {}
    for change, text in spans:
        if text and group and (change is SpanChange.SAME) is not (SpanChange.SAME in group):
            yield group
            group = {}
        if text:
            group[change] = group.get(change, "") + text
    yield group
