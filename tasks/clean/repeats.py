"""Pure. Headlines and leads that are said twice, and which first lines are headlines at all.

Headlines are compared by their letters and digits alone, so that quotes, dashes and a closing full stop make no
difference.
"""

from __future__ import annotations

import re

from tasks.clean.datelines import find_dateline
from tasks.clean.rules import is_headline
from tasks.model.stages import Removal

LONGEST_HEADLINE = 160  # characters of a first line that becomes the title
LEAST_REPEATED = 20  # letters that a body must share with the line above it to be a repetition
_OTHER = re.compile(r"[\W_]+")
_LABEL = re.compile(r"[^\W\d_][^:\n]{1,80}: ?")  # whatever label stands before a repetition


def letter_key(text: str, most: int | None = None) -> str:
    """Letters and digits alone, without case: what headlines are compared by. `most` characters are looked at."""
    return _OTHER.sub("", text[:most].casefold())


def is_headline_of_text(lines: list[str]) -> bool:
    """Whether the first of several lines is a headline: short, no full stop, not the first row of wrapped prose.

    A paragraph must follow: one with a dateline, or a line that closes like a sentence or is twice as long.
    """
    first = lines[0]
    if len(first) > LONGEST_HEADLINE or not is_headline(first, least=3) or first.endswith(("...", "…")):
        return False
    if len(lines) < 2 or (lines[1] and (lines[1][0].islower() or _is_wrapped(lines[:3]))):
        return False
    rest = [line for line in lines[1:8] if line][:3]
    return any(not is_headline(line) or len(line) > 2 * len(first) or find_dateline(line) for line in rest)


def _is_wrapped(rows: list[str]) -> bool:
    return len(rows) == 3 and all(45 < len(row) < 90 for row in rows[:2]) and bool(rows[2])


def remove_repeated_lead(lines: list[str], title: str | None) -> tuple[list[str], str | None, list[Removal]]:
    """Without a first line that is said again: by the title, or by the paragraph that opens the body.

    Gives back the line that went (the last, where several did). The body may begin with a dateline or a source label,
    and may go on where the line ends. Of a first paragraph that is a whole sentence and equals the title nothing goes:
    it is the lead.
    """
    removed: list[Removal] = []
    said = None
    at = 0
    while (follower := _next(lines, at)) is not None and _is_repeated(lines[at : at + 8], lines[follower], title):
        removed.append(Removal(rule="repeated", text=lines[at]))
        said = lines[at]
        at = follower
    return lines[at:], said, removed


def _next(lines: list[str], at: int) -> int | None:
    return next((number for number in range(at + 1, min(at + 3, len(lines))) if lines[number]), None)


def _is_repeated(lines: list[str], body: str, title: str | None) -> bool:
    line = lines[0]
    if len(line) > 1000:
        return line == body
    said = letter_key(line)
    if not said:
        return False
    if title is not None and said == letter_key(title) and is_headline_of_text(lines):
        return True
    # Whatever stands in front of it, a repetition has the same letters not far from the start of the body.
    if said not in letter_key(body, 2 * len(line) + 200):
        return False
    dateline = find_dateline(body)
    label = _LABEL.match(body)
    starts = (0, dateline.end_char if dateline else 0, label.end() if label else 0)
    return any(_says(letter_key(body[start:], 2 * len(line) + 100), said) for start in starts)


def _says(begun: str, said: str) -> bool:
    return begun == said or (len(said) >= LEAST_REPEATED and begun.startswith(said))
