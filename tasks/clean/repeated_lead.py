"""Removes a headline or a lead that stands above the text a second time; tells which first lines are headlines.

Pure. Headlines are compared by their letters and digits alone, so that quotes, dashes and a closing full stop make no
difference.
"""

import re

from tasks.clean.datelines import find_dateline
from tasks.clean.working_text import CLEANING, is_headline, letter_key

_LABEL = re.compile(r"[^\W\d_][^:\n]{1,80}: ?")  # whatever label stands before a repetition


def is_headline_of_text(lines: list[str]) -> bool:
    """Whether the first of several lines is a headline: short, no full stop, not the first row of wrapped prose.

    A paragraph must follow: one with a dateline, or a line that closes like a sentence or is twice as long.
    """
    first = lines[0]
    if len(first) > CLEANING.title_line_chars or not is_headline(first, least=3) or first.endswith(("...", "…")):
        return False
    if len(lines) < 2 or (lines[1] and (lines[1][0].islower() or _is_wrapped(lines[:3]))):
        return False
    rest = [line for line in lines[1:8] if line][:3]
    return any(not is_headline(line) or len(line) > 2 * len(first) or find_dateline(line) for line in rest)


def _is_wrapped(rows: list[str]) -> bool:
    return len(rows) == 3 and all(45 < len(row) < 90 for row in rows[:2]) and bool(rows[2])


def remove_repeated_lead(lines: list[str], title: str | None) -> tuple[list[str], str | None, list[str]]:
    """The lines without first lines that the title or the first paragraph of the body repeats.

    Also returns the last line removed, and all of them. The body may begin with a dateline or a source label, and may
    go on where the line ends. A first paragraph that is a whole sentence and equals the title stays: it is the lead.
    """
    removed: list[str] = []
    index = 0
    while (body := _next_line(lines, index)) is not None and _is_repeated(lines[index : index + 8], lines[body], title):
        removed.append(lines[index])
        index = body
    return lines[index:], removed[-1] if removed else None, removed


def _next_line(lines: list[str], index: int) -> int | None:
    return next((number for number in range(index + 1, min(index + 3, len(lines))) if lines[number]), None)


def _is_repeated(lines: list[str], body: str, title: str | None) -> bool:
    line = lines[0]
    if len(line) > CLEANING.header_chars:
        return line == body
    key = letter_key(line)
    if not key:
        return False
    if title is not None and key == letter_key(title) and is_headline_of_text(lines):
        return True
    # Whatever stands in front of it, a repetition has the same letters not far from the start of the body.
    if key not in letter_key(body, 2 * len(line) + 200):
        return False
    dateline = find_dateline(body)
    label = _LABEL.match(body)
    starts = (0, dateline.end_char if dateline else 0, label.end() if label else 0)
    body_keys = [letter_key(body[start:], 2 * len(line) + 100) for start in starts]
    if len(key) < CLEANING.repeated_letters:
        return key in body_keys
    return any(body_key.startswith(key) for body_key in body_keys)
