"""The text that the cleaning rules work on, what its header lines state, and the measures of lines they share.

Pure.
"""

import re
from dataclasses import dataclass, field
from datetime import datetime

from tasks.model.stages import Link
from warehouse.model.tables import RemovedRow


@dataclass(frozen=True, slots=True, kw_only=True)
class CleaningLimits:
    """Limits of the cleaning rules, in characters unless the name says otherwise.

    Chosen by reading what each rule removes from the documents of the development sets (stories, reuters, polnear, 200
    pages): the smallest value that took boilerplate and no sentence of an article.
    """

    title_chars: int = 300
    title_line_chars: int = 160  # of a first line that becomes the title
    headline_chars: int = 180
    header_chars: int = 1000
    prompt_chars: int = 220  # the longest prompt line met has 190
    lone_mark_chars: int = 7  # a line of quotation marks alone: `" "` and the like
    related_headlines: int = 15  # under one heading
    repeated_letters: int = 20  # that a body shares with the line above it, to be a repetition
    dateline_paragraphs: int = 4  # from the top: a caption, a byline and a summary may stand above the dateline
    source_label_paragraphs: int = 3  # from the top
    rounds: int = 6  # of all rules; they end earlier when none removes anything


CLEANING = CleaningLimits()

# One plain space for spaces of every width, a newline for every way to end a line, nothing for what cannot be seen.
_PLAIN = (
    dict.fromkeys([0x9, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
    | dict.fromkeys([0xB, 0xC, 0xD, 0x85, 0x2028, 0x2029], "\n")
    | dict.fromkeys([0x200B, 0x2060, 0xFEFF, 0xAD, *range(9), *range(0xE, 0x20), 0x7F], "")
)
_ODD = re.compile("[" + re.escape("".join(map(chr, _PLAIN))) + "]")
_RUN = re.compile(" {2,}")
_NOT_ALPHANUMERIC = re.compile(r"[\W_]+")
_CLOSED = re.compile(r"(?<![A-Z])(?<!\b[A-Z]\.[A-Z])[.,;:](?:[\"”’'»)]*)$")


@dataclass(slots=True)
class Header:
    """What the header lines of a text state. `days` are evidence of publication, with the words they were read from."""

    headline: str | None = None
    days: list[tuple[datetime, str]] = field(default_factory=list)
    updated: datetime | None = None
    authors: list[str] = field(default_factory=list)
    source: str | None = None
    agency: str | None = None
    url: str | None = None


@dataclass(slots=True)
class WorkingText:
    """A text on its way through the rules: a paragraph a line, an empty line where two newlines stood."""

    lines: list[str]
    title: str | None
    header: Header
    source: str | None
    links: list[Link]
    removed: list[RemovedRow]


def tidy_spaces(text: str) -> list[str]:
    """The lines of a text without odd spaces, invisible marks, or more than one empty line in a row.

    Spaces of every width become one plain space; zero-width spaces, soft hyphens and control characters go. The
    joiners U+200C and U+200D stay: Persian and Indic words, and emoji, are spelled with them.
    """
    plain = _ODD.sub(lambda odd: _PLAIN[ord(odd[0])], text.replace("\r\n", "\n"))
    return close_gaps([line.strip() for line in _RUN.sub(" ", plain).split("\n")])


def close_gaps(lines: list[str]) -> list[str]:
    """Lines with no empty line at either end and never two in a row."""
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    if kept and not kept[-1]:
        kept.pop()
    return kept


def is_headline(line: str, least: int = 1) -> bool:
    """Whether a line has the shape of a headline: short, `least` words or more, no closing full stop.

    A full stop after a capital belongs to an abbreviation ("… leave the U.S.").
    """
    if len(line) > CLEANING.headline_chars or len(line.split()) < least:
        return False
    return _CLOSED.search(line[-8:]) is None


def letter_key(text: str, most: int | None = None) -> str:
    """The letters and digits of the first `most` characters, casefolded: headlines are compared by this key."""
    return _NOT_ALPHANUMERIC.sub("", text[:most].casefold())


def cut_title(title: str) -> str:
    """A title of at most `CLEANING.title_chars` characters, cut between words."""
    if len(title) <= CLEANING.title_chars:
        return title
    head = title[: CLEANING.title_chars + 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head[: CLEANING.title_chars]).rstrip(" ,;:-–—")
