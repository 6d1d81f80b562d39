"""Pure. Cleaning rules for the whole of a text: odd spaces, lone marks, prompts, related headlines.

A rule takes the lines of a text (a paragraph a line, an empty line where two newlines stood) and gives back the lines
that stay and what it removed; `tasks.clean.header_lines` holds the rules for the top of a text. A rule removes whole
lines, and only short ones that say what they are: real articles were read to see what each takes away. What is unsure
stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tasks.lexicon.words import phrase_set
from tasks.model.stages import Link, Removal
from warehouse.model.vocabulary import LinkKind

LONGEST_PROMPT = 220  # characters; the longest real prompt line we saw and still took has 190
LONGEST_HEADLINE = 180
MOST_RELATED = 15  # headlines under one heading

# One plain space for spaces of every width, a newline for every way to end a line, nothing for what cannot be seen.
_PLAIN = (
    dict.fromkeys([0x9, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
    | dict.fromkeys([0xB, 0xC, 0xD, 0x85, 0x2028, 0x2029], "\n")
    | dict.fromkeys([0x200B, 0x2060, 0xFEFF, 0xAD, *range(9), *range(0xE, 0x20), 0x7F], "")
)
_ODD = re.compile("[" + re.escape("".join(map(chr, _PLAIN))) + "]")
_LONGEST_MARK = 7  # characters of a line of marks alone: `" "` and the like
_RUN = re.compile(" {2,}")
_LONE = re.compile(r"[\"“”„‟«»‹›'‘’‚`´″]{1,3}(?: [\"“”„‟«»‹›'‘’‚`´″]{1,3})?")

_PLATFORM = (
    r"(?:Twitter|Facebook|Instagram|YouTube|LinkedIn|WhatsApp|Telegram|TikTok|Pinterest|Reddit|Threads|X|social media"
    r"|Google News|Flipboard)"
)
_BUTTON = r"(?:share|tweet|e-?mail|print|comments?|facebook|twitter|whatsapp|telegram|linkedin|copy link|save|pin)"
_PROMPT = re.compile(
    r"(?:(?:ad|advertisement|advert|sponsored(?: content)?|loading\.*|newsletter sign-up|reuse content)\s*:?"
    r"|(?:advertisement\s*[-–—|:]?\s*)?"
    r"(?:(?:story|article) continues (?:below|after)|scroll (?:down )?to continue|continue reading)\b.{0,60}"
    r"|(?:please )?(?:sign[ -]?up|subscribe|register)(?: \S+){0,3}? (?:for|to|here|now|today)\b.{0,60}?"
    r"\b(?:newsletters?|inbox|alerts?|briefing|updates|channel|podcast|digest)\b.{0,80}"
    r"|(?:sign[ -]?up|subscribe)(?: (?:now|here|today|free))*[.!]?"
    r"|get\b.{0,80}\b(?:in|to) your inbox\b.{0,80}"
    r"|(?:please )?(?:follow(?: \S+){1,9}?|like us|like our page|join (?:us|our \S+)|find us|connect with us) (?:on|at)"
    r"(?: our)? (?:" + _PLATFORM + r"\b|https?://|(?:www\.)?(?:twitter|facebook|instagram)\.com).{0,60}"
    r"|follow @\w+.{0,60}"
    r"|share (?:this|our)(?: \w+)? ?(?:article|story|post|page|news|video|via|on)\b.{0,60}"
    r"|share (?:on|via|to) " + _PLATFORM + r"\b.{0,40}"
    r"|" + _BUTTON + r"(?:[ |,/·]+" + _BUTTON + r")+"
    r"|(?:click|tap) (?:here )?(?:to|for) "
    r"(?:subscribe|join|sign|follow|share|read more|get|download|complete|more|a free subscription)\b.{0,100}"
    r"|(?:download|get|install) (?:the|our) (?:\S+ ){0,4}?app\b.{0,60}"
    r")[.!…»>]*",
    re.IGNORECASE,
)
_PROMPT_STARTS = phrase_set(
    "ad|advertisement|advert|sponsored|loading|newsletter|reuse|story|article|scroll|continue|continues|please|"
    "sign|sign-up|subscribe|register|get|follow|like|join|find|add|connect|share|tweet|email|print|comment|"
    "facebook|twitter|whatsapp|telegram|linkedin|copy|click|tap|download|install"
)
_RIGHTS = re.compile(
    r"(?:(?:copyright\s*)?(?:©|\(c\)|&copy;)\s*(?:copyright\s*)?(?:\d{4}|[^\W\d_]).{0,150}"
    r"|copyright,? (?:\d{4}|by )\b.{0,150}|all rights reserved\b.{0,150}|.{0,80}\ball rights reserved\.?)",
    re.IGNORECASE,
)
_RIGHTS_TAIL = re.compile(
    r"(?:(?:Copyright\s*)?©|Copyright ©?)\s*(?:\d{4})\b[^.©]{0,80}\.?(?: All [Rr]ights [Rr]eserved\.?)?\s*$"
)

_LABEL = (
    r"(?:read (?:more|also|next|on)|also read|see (?:also|more)|more on this(?: story| topic)?"
    r"|more (?:stories|news|coverage)"
    r"|related(?: (?:articles?|stor(?:y|ies)|news|coverage|posts?|links?|topics?|content|reading))?"
    r"|you (?:may|might) also (?:like|be interested in)|recommended(?: (?:for you|stories|reading|articles))?"
    r"|further reading|most read|don['’]t miss|must read|editors?['’]?s? picks?)"
)
_LABEL_STARTS = tuple(phrase_set("read|also|see|more|related|you|recommended|further|most|don|must|ed|watch"))
_HEADING = re.compile(_LABEL + r"(?: (?:from|on|at|about|in) [^.:!?]{2,40})?\s*[:.…»>]*", re.IGNORECASE)
_ONE_LINE = re.compile(_LABEL + r"(?: (?:from|on) [^.:!?]{2,40})?\s*[:|»>]\s*(?P<headline>\S.+)", re.IGNORECASE)
_SHORT_LABEL = re.compile(r"(?:Read|READ|More|MORE|Watch|WATCH)\s*:\s*(?P<headline>\S.+)")
_INLINE = re.compile(
    r"\s*\((?:RELATED|Related|READ MORE|Read more|READ ALSO|Read also|SEE ALSO|See also|ALSO READ|Also read): "
    r"(?P<headline>[^()\n]{8,200})\)"
)
_CLOSED = re.compile(r"(?<![A-Z])(?<!\b[A-Z]\.[A-Z])[.,;:](?:[\"”’'»)]*)$")


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


def remove_lone_marks(lines: list[str]) -> tuple[list[str], list[Removal]]:
    """Without the quotation marks that stand alone on a line. One that a paragraph has too many of stays there.

    A mark that closes what the paragraph above it left open is put back at that paragraph's end: it was cut off.
    """
    kept: list[str] = []
    removed: list[Removal] = []
    for line in lines:
        above = next((index for index in range(len(kept) - 1, -1, -1) if kept[index]), None)
        if len(line) > _LONGEST_MARK or _LONE.fullmatch(line) is None:
            kept.append(line)
        elif above is not None and _closes(kept[above], line):
            kept[above] += line
        else:
            removed.append(Removal(rule="lone_mark", text=line))
    return (close_gaps(kept), removed) if len(kept) < len(lines) else (lines, [])


def _closes(paragraph: str, mark: str) -> bool:
    """Whether one double quotation mark is all that the paragraph lacks."""
    if mark in ('"', "”") and paragraph.count("“") + paragraph.count('"') > 0:
        return (paragraph.count('"') + paragraph.count("“") + paragraph.count("”")) % 2 == 1
    return mark == "»" and paragraph.count("«") == paragraph.count("»") + 1


def remove_prompts(lines: list[str]) -> tuple[list[str], list[Removal]]:
    """Without lines that ask to subscribe, follow, share or download, and without "Advertisement"."""
    return _without(lines, "prompt", is_prompt)


def is_prompt(line: str) -> bool:
    """Whether a whole line is a prompt."""
    if len(line) > LONGEST_PROMPT or line.split(" ", 1)[0].casefold().rstrip(":|.!") not in _PROMPT_STARTS:
        return False
    return _PROMPT.fullmatch(line) is not None


def remove_copyright(lines: list[str]) -> tuple[list[str], list[Removal]]:
    """Without copyright lines ("© 2020 … All rights reserved.") and without one run on to the end of the last line."""
    kept, removed = _without(lines, "rights", _is_rights)
    if kept and (match := _RIGHTS_TAIL.search(kept[-1], max(0, len(kept[-1]) - LONGEST_PROMPT))):
        head = kept[-1][: match.start()].rstrip()
        if head:
            removed.append(Removal(rule="rights", text=match[0]))
            kept[-1] = head
    return kept, removed


def _is_rights(line: str) -> bool:
    if len(line) > LONGEST_PROMPT or not ("©" in line or "opy" in line or "rights" in line.lower() or line[0] == "("):
        return False
    return _RIGHTS.fullmatch(line) is not None


def _without(lines: list[str], rule: str, test: Callable[[str], bool]) -> tuple[list[str], list[Removal]]:
    kept, removed = [], []
    for line in lines:
        if line and test(line):
            removed.append(Removal(rule=rule, text=line))
        else:
            kept.append(line)
    return (close_gaps(kept) if removed else kept), removed


def remove_related_blocks(lines: list[str]) -> tuple[list[str], list[Link], list[Removal]]:
    """Without "Read more" headings, the headlines under them, and lines such as "Read also: a headline".

    The headlines become links without an address. Under a heading only lines that read as headlines go (short, no full
    stop at the end), so that a heading in the middle of a text takes no paragraph with it.
    """
    kept: list[str] = []
    links: list[Link] = []
    removed: list[Removal] = []
    at = 0
    while at < len(lines):
        if not lines[at]:
            kept.append("")
            at += 1
            continue
        taken, headlines = _related_at(lines, at)
        if not taken:
            line, found = _without_inline(lines[at])
            kept.append(line)
            links += [_link(headline) for headline, _ in found]
            removed += [Removal(rule="related", text=words) for _, words in found]
        links += [_link(headline) for headline in headlines]
        removed += [Removal(rule="related", text=line) for line in lines[at : at + taken] if line]
        at += taken or 1
    return (close_gaps(kept) if removed else kept), links, removed


def _link(headline: str) -> Link:
    return Link(kind=LinkKind.RELATED, title=headline, url=None)


def _related_at(lines: list[str], at: int) -> tuple[int, list[str]]:
    """How many lines from `at` belong to a related block, and its headlines."""
    line = lines[at]
    if not line or len(line) > LONGEST_HEADLINE + 40 or not line.casefold().startswith(_LABEL_STARTS):
        return 0, []
    strong = _ONE_LINE.fullmatch(line)
    short = None if strong else _SHORT_LABEL.fullmatch(line)
    if strong and is_headline(strong["headline"].rstrip("."), least=2):
        return 1, [strong["headline"]]
    if short and is_headline(short["headline"], least=3) and not short["headline"][:1].islower():
        return 1, [short["headline"]]
    if len(line) > 60 or not _HEADING.fullmatch(line):
        return 0, []
    return _under_heading(lines, at + 1, at)


def _under_heading(lines: list[str], at: int, heading: int) -> tuple[int, list[str]]:
    headlines: list[str] = []
    end = at
    while at < len(lines) and len(headlines) < MOST_RELATED:
        line = lines[at]
        if line and not (is_headline(line, least=2) and not line[0].islower()):
            break
        if line:
            headlines.append(line)
            end = at + 1
        at += 1
    return end - heading, headlines


def _without_inline(line: str) -> tuple[str, list[tuple[str, str]]]:
    if "(" not in line or ": " not in line:
        return line, []
    found = [(match["headline"].strip(), match[0].strip()) for match in _INLINE.finditer(line)]
    return (_INLINE.sub("", line).strip() if found else line), found


def is_headline(line: str, least: int = 1) -> bool:
    """Whether a line has the shape of a headline: short, `least` words or more, no closing full stop.

    A full stop after a capital belongs to an abbreviation ("… leave the U.S.").
    """
    if len(line) > LONGEST_HEADLINE or len(line.split()) < least:
        return False
    return _CLOSED.search(line[-8:]) is None
