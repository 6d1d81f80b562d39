"""Quotations between marks: the outermost ones of each paragraph, nested ones left inside.

Pure. Straight, curly, guillemet and low marks; single marks where they are no apostrophes. A mark is an opening or a
closing one by its form, else by what stands beside it. Paragraphs are lines; a quotation never runs past the end of its
own.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

# Straight marks open and close alike.
_EITHER = '"＂'
# Opening mark → the marks that close it.
_CLOSED_BY = {
    '"': '"', "＂": "＂", "“": "”“", "„": "“”‟", "”": "”", "‟": "”", "``": ("''", "”"), "''": ("''", "”"),
    "«": "»", "»": "«", "‹": "›", "›": "‹", "‘": "’‘", "‛": "’", "‚": "‘’", "'": "'",
}  # fmt: skip
_MARK = re.compile(r"[“„«‹”»›\"＂‟]|``|''")
_SINGLE = re.compile(r"[‘’‛‚']")
_PARAGRAPH = re.compile(r"[^\n]+")
# Between single marks: longer is more often a lost apostrophe than a quotation (characters).
_LONGEST_SINGLE = 600
_SHORTEST_SINGLE = 2  # a letter between two is an abbreviation: rock 'n' roll
_ENDS = ".,!?…;:—–"


class Quoted(NamedTuple):
    """Half-open character spans: of the quotation with its marks, and of the words between them.

    `closed`: a closing mark was found; else it ends with its paragraph. `begun` is where the quotation begins of which
    this is a further paragraph, with an opening mark of its own; None where it is none. `outer` is the opening mark.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool
    begun: int | None
    outer: str


def quoted(text: str) -> list[Quoted]:
    """The outermost quotations of `text` in reading order, without overlaps; linear in the length of the text."""
    result: list[Quoted] = []
    unclosed = False
    for paragraph in _PARAGRAPH.finditer(text):
        if not paragraph.group().strip():
            continue
        pieces = _in_paragraph(text, *paragraph.span())
        if pieces and unclosed and not text[paragraph.start() : pieces[0].start].strip():
            before = result[-1]
            pieces[0] = pieces[0]._replace(begun=before.start if before.begun is None else before.begun)
        elif unclosed:
            _shorten(text, result)
        result += pieces
        unclosed = bool(pieces) and not pieces[-1].closed
    if unclosed:
        _shorten(text, result)
    return result


def _shorten(text: str, result: list[Quoted]) -> None:
    """A quotation that is neither closed nor goes on: believed only where it fills its paragraph from the start."""
    last = result[-1]
    line = text.rfind("\n", 0, last.start) + 1
    if text[line : last.start].strip() and text[max(last.start - 2, line) : last.start].strip()[-1:] not in (",", ":"):
        result.pop()


def _in_paragraph(text: str, start: int, end: int) -> list[Quoted]:
    doubles = _paired(text, start, end)
    singles = (single for low, high in _outside(start, end, doubles) for single in _singles(text, low, high))
    return sorted([*doubles, *singles])


def _paired(text: str, start: int, end: int) -> list[Quoted]:
    """Quotations between double marks of one paragraph: the outermost, each with the first mark that closes it.

    Marks of another form inside one are nested, and left alone.
    """
    result: list[Quoted] = []
    opened: re.Match[str] | None = None
    nested = ""
    for mark in _MARK.finditer(text, start, end):
        opening = _opens(text, mark, start, end, within=opened)
        if opened is None or (opening and mark.group() == opened.group()):
            # Marks of one form do not nest: the first of two was never closed.
            opened, nested = (mark, "") if opening else (opened, nested)
        elif opening:
            nested = mark.group()
        elif nested and mark.group() in _CLOSED_BY[nested]:
            nested = ""
        elif mark.group() in _CLOSED_BY[opened.group()]:
            result.append(_piece(opened, mark.start(), mark.end(), closed=True))
            opened = None
    if opened is not None:
        result.append(_piece(opened, end, end, closed=False))
    return result


def _piece(opened: re.Match[str], inner_end: int, end: int, *, closed: bool) -> Quoted:
    return Quoted(opened.start(), end, opened.end(), inner_end, closed, begun=None, outer=opened.group())


def _opens(text: str, mark: re.Match[str], start: int, end: int, *, within: re.Match[str] | None) -> bool:
    """Whether the mark opens a quotation; `within` is the opening mark of the one it stands in, if any."""
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    form = mark.group()
    if form in _EITHER or form in ("''", "‟"):
        return _straight_opens(before, after, inside=within is not None)
    if form in "«»‹›":
        # «French», « French » and »German«: the first decides, and its mirror image closes.
        return _looks_right(before, after, form) if within is None else within.group() == form
    if form == "”":
        # Swedish ”both alike”, and slips of the keyboard.
        return within is None and before.isspace() and not after.isspace()
    # „German“ closes with the mark that opens an English quotation, and so does “a slip of the keyboard“.
    return form != "“" or within is None or before.isspace() or after.isalnum()


def _looks_right(before: str, after: str, form: str) -> bool:
    """Whether the guillemet stands at the left of words: "«" may have a space behind it, "»" may not."""
    left = before.isspace() or before in "([—–-"
    return left and (form in "«‹" or not after.isspace())


def _straight_opens(before: str, after: str, *, inside: bool) -> bool:
    left = before.isspace() or before in "([{—–-/‘'"
    right = after.isspace() or after in ".,;:!?)]}—–-/’'"
    return left if left != right else not inside


def _outside(start: int, end: int, covered: Iterable[Quoted]) -> Iterator[tuple[int, int]]:
    """The stretches of a paragraph outside its quotations between double marks."""
    for quotation in covered:
        yield start, quotation.start
        start = quotation.end
    yield start, end


def _singles(text: str, start: int, end: int) -> Iterator[Quoted]:
    """Quotations between single marks. One closes best at a mark beside another mark, else at the last that may."""
    opened: re.Match[str] | None = None
    likely: re.Match[str] | None = None
    for mark in _SINGLE.finditer(text, start, end):
        before = " " if mark.start() == start else text[mark.start() - 1]
        after = text[mark.end() : mark.end() + 1] or " "
        if _opens_single(mark.group(), before, after):
            yield from _closed(opened, likely)
            opened, likely = mark, None
        elif opened is not None and _closes_single(opened, mark, before, after):
            likely = mark
            if before in _ENDS or after in ".,;:!?)":
                yield from _closed(opened, likely)
                opened = likely = None
    yield from _closed(opened, likely)


def _closed(opened: re.Match[str] | None, closing: re.Match[str] | None) -> Iterator[Quoted]:
    if opened is not None and closing is not None:
        yield _piece(opened, closing.start(), closing.end(), closed=True)


def _opens_single(form: str, before: str, after: str) -> bool:
    """‘Word, 'Word; not '90s, ’em or an apostrophe."""
    if form == "’" or not (before.isspace() or before in '([—–:“"'):
        return False
    return after.isalpha() or after in "[…$£€" or form == "‘"


def _closes_single(opened: re.Match[str], mark: re.Match[str], before: str, after: str) -> bool:
    if before.isspace() or after.isalnum() or mark.group() not in _CLOSED_BY[opened.group()]:
        return False
    return _SHORTEST_SINGLE <= mark.start() - opened.end() <= _LONGEST_SINGLE
