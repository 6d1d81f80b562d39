"""Two texts as one, word by word: what both have, what went, what came. Pure.

What is the same or went makes the old text, what is the same or came the new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import Enum
from typing import NamedTuple

from tasks.revisions.sentence_diff import revised
from warehouse.model.vocabulary import PartChange

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")


class Fate(Enum):
    """What became of words."""

    SAME = "same"
    DROPPED = "dropped"
    ADDED = "added"


class Stretch(NamedTuple):
    """Words beside each other with one fate."""

    fate: Fate
    text: str


def compared(old: str, new: str) -> list[Stretch]:
    """Two texts, sentences that changed word by word."""
    found: list[Stretch] = []
    at = 0
    for part in revised(old, new):
        found.append(Stretch(Fate.SAME, old[at : part.old_start]))
        if part.change is PartChange.CHANGED:
            found += reworded(part.old_text, part.new_text)
        else:
            found += [Stretch(Fate.DROPPED, part.old_text), Stretch(Fate.ADDED, part.new_text)]
        at = part.old_end
    return _joined([*found, Stretch(Fate.SAME, old[at:])])


def reworded(old: str, new: str) -> list[Stretch]:
    """Two sentences or headlines, word by word."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    found: list[Stretch] = []
    codes = SequenceMatcher(None, before, after).get_opcodes()
    for at, (what, old_from, old_to, new_from, new_to) in enumerate(codes):
        went, came = "".join(before[old_from:old_to]), "".join(after[new_from:new_to])
        if what != "equal":
            found += [Stretch(Fate.DROPPED, went), Stretch(Fate.ADDED, came)]
        elif went.isspace() and 0 < at < len(codes) - 1:
            # A blank between two changed words would tear them apart.
            found += [Stretch(Fate.DROPPED, went), Stretch(Fate.ADDED, came)]
        else:
            found.append(Stretch(Fate.SAME, went))
    return _joined(found)


def _joined(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Without empty ones; between two of the same, what went stands before what came."""
    return list(_whole(_grouped(stretches)))


def _grouped(stretches: Iterable[Stretch]) -> Iterator[dict[Fate, str]]:
    group: dict[Fate, str] = {}
    for fate, text in stretches:
        if text and group and (fate is Fate.SAME) is not (Fate.SAME in group):
            yield group
            group = {}
        if text:
            group[fate] = group.get(fate, "") + text
    yield group


def _whole(groups: Iterable[dict[Fate, str]]) -> Iterator[Stretch]:
    for group in groups:
        yield from (Stretch(fate, group[fate]) for fate in Fate if fate in group)
