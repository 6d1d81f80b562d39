"""Between the warehouse, which asks what became of a text, and the comparison of texts, which knows no warehouse."""

from __future__ import annotations

from tasks.revisions.sentence_diff import Part, numbers_dropped, revised
from tasks.text.numbers import Number
from warehouse.model.vocabulary import PartChange, PartKind
from warehouse.relations.revisions import RevisedPart


def revise(old: str, new: str) -> list[RevisedPart]:
    """Sentences that came, went or changed, in the order of the texts; then numbers that vanished or appeared."""
    return [
        *map(_sentence, revised(old, new)),
        *(_vanished(number, old) for number in numbers_dropped(old, new)),
        *(_appeared(number, new) for number in numbers_dropped(new, old)),
    ]


def _sentence(part: Part) -> RevisedPart:
    return RevisedPart(
        what=PartKind.SENTENCE,
        change=part.change,
        old_start=part.old_start,
        old_end=part.old_end,
        new_start=part.new_start,
        new_end=part.new_end,
        old_text=part.old_text,
        new_text=part.new_text,
        words_dropped=part.words_dropped,
        words_added=part.words_added,
    )


def _vanished(number: Number, old: str) -> RevisedPart:
    return RevisedPart(
        what=PartKind.NUMBER,
        change=PartChange.DROPPED,
        old_start=number.start,
        old_end=number.end,
        new_start=None,
        new_end=None,
        old_text=old[number.start : number.end],
        new_text="",
        words_dropped=0,
        words_added=0,
    )


def _appeared(number: Number, new: str) -> RevisedPart:
    return RevisedPart(
        what=PartKind.NUMBER,
        change=PartChange.ADDED,
        old_start=None,
        old_end=None,
        new_start=number.start,
        new_end=number.end,
        old_text="",
        new_text=new[number.start : number.end],
        words_dropped=0,
        words_added=0,
    )
