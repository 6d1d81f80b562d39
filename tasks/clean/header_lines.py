"""Removes header lines ("Published: …", "By A. Writer") and run-in source labels from the top of a text.

Pure. What the removed words state goes into a `Header`, or is returned as the outlet.
"""

import re

from tasks.clean.working_text import CLEANING, Header, close_gaps, is_headline, letter_key
from tasks.lexicon.word_lists import phrases
from tasks.places import agency_of, has_name_shape, is_coined, is_outlet, outlet_name
from tasks.text.days import read_day

_DAY_LABEL = re.compile(
    r"(?P<label>(?:first |originally )?(?:date|dated|published|publication date|posted|created|pub ?date"
    r"|(?P<changed>(?:last )?(?:updated|modified|edited)))(?: (?:on|at))?)(?P<colon>\s*:)?\s*",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:[ ,T|–—-]*(?:at )?\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?: ?[AaPp]\.?[Mm]\b\.?)?"
    r"(?: ?(?:Z|UTC|GMT|BST|CES?T|EES?T|[ECMP][SD]?T|MSK|IST|PKT|JST|KST|HKT|AEST|[+-]\d{2}:?\d{2})(?![\w'’]))?)?"
    r"[ ,;|]*"
)
_CLOCK_ONLY = re.compile(
    r"(?:updated|published|posted)(?: (?:on|at))?:? (?:on )?(?:[A-Z][a-z]+day,? (?:at )?)?\d{1,2}:\d{2} ?[ap]\.?m\.?"
    r"(?: [A-Z]{2,4}\.?)?(?: on [A-Z][a-z]+day)?\.?",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"(?P<label>url|link|permalink|source|publisher|outlet|authors?|byline|written by|title|headline)\s*:\s*"
    r"(?P<value>\S.{0,300})",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:By|BY):? (?P<names>[^\W\d_][^:!?;\n]{2,100})")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_AUTHOR = re.compile(r"[^\W\d_a-z][\w.'’-]*(?: (?:[^\W\d_a-z][\w.'’-]*|van|von|de|der|den|al|el|bin|da|di|la|du)){1,4}")
_SOURCE_LABEL = re.compile(
    r"(?P<first>[^\W\d_a-z][\w.'’& -]{1,39}?)(?: ?/ ?(?P<second>[^\W\d_a-z][\w.'’& -]{1,39}?))?\s?: ?"
    r"(?=[\"“‘'(]?[^\W_a-z])"
)
_NOT_OUTLETS = frozenset(phrases("datelines", "not outlets"))
_NOT_OUTLET_ENDS = frozenset(phrases("datelines", "not outlet ends"))


def remove_header_lines(lines: list[str], known: Header | None = None) -> tuple[list[str], Header, list[str]]:
    """The lines without header lines ("date 2020-07-08 A headline", "By A. Writer", "URL: …"), and what those state.

    They are looked for from the top, past one line that is none (a headline above a byline); of a line with a day and a
    headline the headline stays. A line counts only if all of it is header: "By 1996 the plant …" and "Published in
    Nature, the study …" are prose. What they state is added to the `known` header, if there is one.
    """
    header = known or Header()
    removed: list[str] = []
    kept: list[str] = []
    for number, line in enumerate(lines):
        rest = _read_header_line(line, header) if line else line
        if rest == line and line and sum(map(bool, kept)) >= 1:
            return (close_gaps(kept + lines[number:]) if removed else lines), header, removed
        if rest != line:
            removed.append(line.removesuffix(rest).rstrip() if rest else line)
        if rest or not line:
            kept.append(rest)
    return (close_gaps(kept) if removed else lines), header, removed


def _read_header_line(line: str, header: Header) -> str:
    """The rest of a line once its header part is in `header`; the line itself if it has none."""
    if len(line) > CLEANING.header_chars:
        return line
    if _CLOCK_ONLY.fullmatch(line) or _ADDRESS.fullmatch(line):
        return ""
    if (match := _FIELD.fullmatch(line)) is not None:
        return _read_field(line, match["label"].casefold(), match["value"].strip(), header)
    if (match := _BY.fullmatch(line)) is not None and (named := _read_authors(match["names"])) is not None:
        header.authors += named[0]
        header.agency = header.agency or named[1]
        return ""
    return _read_dated_line(line, header)


def _read_field(line: str, label: str, value: str, header: Header) -> str:
    if label in {"url", "link", "permalink"}:
        if not _ADDRESS.fullmatch(value):
            return line
        header.url = header.url or value
    elif label in {"title", "headline"}:
        header.headline = header.headline or value
        return value
    elif label in {"source", "publisher", "outlet"}:
        if not has_name_shape(value) or value.endswith("."):
            return line
        header.source = header.source or value
    else:
        named = _read_authors(value)
        if named is None:
            return line
        header.authors += named[0]
    return ""


def _read_authors(names: str) -> tuple[list[str], str | None] | None:
    """The people of a byline and the agency; None if it is no byline. After a comma an outlet or a post may stand."""
    authors: list[str] = []
    agency = None
    pieces = re.split(r"\s*(?:,|\band\b|&|\|| for (?=[A-Z])|/)\s*", names)
    for number, piece in enumerate(piece.strip() for piece in pieces):
        if (known := agency_of(piece)) is not None:
            agency = agency or known
        elif _AUTHOR.fullmatch(piece) and not is_outlet(piece):
            authors.append(piece)
        elif not is_outlet(piece) and (not number or len(piece.split()) > 4):
            return None
    return (authors, agency) if authors or agency or is_outlet(names) else None


def _read_dated_line(line: str, header: Header) -> str:
    label = _DAY_LABEL.match(line)
    written = read_day(line, label.end()) if label else None
    if label is None or written is None or written.day is None:
        return line
    clock = _CLOCK.match(line, written.end_char)
    rest = line[clock.end() if clock else written.end_char :].strip()
    if rest and not _is_headline_after_day(rest, label):
        return line
    if label["changed"]:
        header.updated = header.updated or written.day
    else:
        header.days.append((written.day, line[written.start_char : written.end_char]))
    if (other := _read_header_line(rest, header) if rest else rest) != rest:
        return other
    if rest:
        header.headline = header.headline or rest
    return rest


def _is_headline_after_day(rest: str, label: re.Match[str]) -> bool:
    """Whether words after a header's day are a headline: after the bare word "date" or a colon, and with a capital."""
    first = rest.lstrip("\"'“‘«([")[:1]
    plain = label["label"].casefold() == "date" or label["colon"] is not None
    return bool(first) and not first.islower() and (plain or _DAY_LABEL.match(rest) is not None)


def remove_source_label(lines: list[str], known: str | None = None) -> tuple[list[str], str | None, list[str]]:
    """The lines without a run-in label such as "Iran Press/Iran News: " near the top, whose first name is the outlet.

    One or two names joined by "/", at least one of which reads as an outlet's: an agency, one coined word, or a word
    such as News, Press, Times, Radio at its end. A single name counts only before a sentence, and not where the
    article is `known` to come from another outlet: then it is what that outlet quotes.
    """
    count = 0
    for number, line in enumerate(lines):
        match = _SOURCE_LABEL.match(line) if line else None
        if match and (outlet := _read_label(match, line, known)) is not None:
            kept = [*lines[:number], line[match.end() :], *lines[number + 1 :]]
            return kept, outlet, [match[0].strip()]
        count += bool(line)
        if count == CLEANING.source_label_paragraphs:
            break
    return lines, None, []


def _read_label(match: re.Match[str], line: str, known: str | None) -> str | None:
    first, second = match["first"].strip(), (match["second"] or "").strip()
    bare = first.removeprefix("The ") if is_outlet(first) else first
    if bare.split(" ", 1)[0].casefold() in _NOT_OUTLETS or not has_name_shape(first):
        return None
    if second and not has_name_shape(second):
        return None
    if second:
        pair = (_is_like_outlet(first), _is_like_outlet(second))
        return outlet_name(agency_of(first) or first) if any(pair) else None
    rest = line[match.end() :]
    if not _is_like_outlet(first) or len(rest) < 40 or is_headline(rest) or rest[0] in '"“':
        return None
    same = known is None or letter_key(known) in letter_key(first) or letter_key(first) in letter_key(known)
    return outlet_name(agency_of(first) or first) if same else None


def _is_like_outlet(name: str) -> bool:
    if name.rsplit(" ", 1)[-1].casefold() in _NOT_OUTLET_ENDS:
        return False
    return is_outlet(name) or is_coined(name) or agency_of(name) is not None
