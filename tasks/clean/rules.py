"""The cleaning rules and their order: boilerplate is removed and kept in `Document.removed`.

Pure. `RULES` at the end gives each rule its name and its place: a new rule is a function and a line there.

A rule takes the lines of a text (a paragraph a line, an empty line where two newlines stood) and returns the lines that
stay and those it removed. It removes whole, short lines whose form is evidence enough; a doubtful line stays.
"""

import re
from collections.abc import Callable
from functools import partial

from tasks.clean.header_lines import remove_header_lines, remove_source_label
from tasks.clean.repeated_lead import remove_repeated_lead
from tasks.clean.working_text import CLEANING, WorkingText, close_gaps, cut_title, is_headline, letter_key
from tasks.lexicon.word_lists import phrase_set
from tasks.model.stages import Link
from warehouse.model.tables import RemovedRow
from warehouse.model.vocabulary import LinkKind

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


def remove_lone_marks(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines without those that are quotation marks alone.

    A mark that closes what the paragraph above it left open is put back at that paragraph's end: it was cut off.
    """
    kept: list[str] = []
    removed: list[str] = []
    for line in lines:
        above = next((index for index in range(len(kept) - 1, -1, -1) if kept[index]), None)
        if len(line) > CLEANING.lone_mark_chars or _LONE.fullmatch(line) is None:
            kept.append(line)
        elif above is not None and _is_closed_by(kept[above], line):
            kept[above] += line
        else:
            removed.append(line)
    return (close_gaps(kept), removed) if len(kept) < len(lines) else (lines, [])


def _is_closed_by(paragraph: str, mark: str) -> bool:
    """Whether one double quotation mark is all that the paragraph lacks."""
    if mark in ('"', "”") and paragraph.count("“") + paragraph.count('"') > 0:
        return (paragraph.count('"') + paragraph.count("“") + paragraph.count("”")) % 2 == 1
    return mark == "»" and paragraph.count("«") == paragraph.count("»") + 1


def remove_prompts(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines without prompts to subscribe, follow, share or download, and without "Advertisement"."""
    return _remove_lines(lines, is_prompt)


def is_prompt(line: str) -> bool:
    """Whether a whole line is a prompt."""
    if len(line) > CLEANING.prompt_chars or line.split(" ", 1)[0].casefold().rstrip(":|.!") not in _PROMPT_STARTS:
        return False
    return _PROMPT.fullmatch(line) is not None


def remove_copyright(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines without copyright notices ("© 2020 … All rights reserved."), also at the end of the last line."""
    kept, removed = _remove_lines(lines, _is_copyright)
    if kept and (match := _RIGHTS_TAIL.search(kept[-1], max(0, len(kept[-1]) - CLEANING.prompt_chars))):
        head = kept[-1][: match.start()].rstrip()
        if head:
            removed.append(match[0])
            kept[-1] = head
    return kept, removed


def _is_copyright(line: str) -> bool:
    is_likely = "©" in line or "opy" in line or "rights" in line.lower() or line[0] == "("
    return is_likely and len(line) <= CLEANING.prompt_chars and _RIGHTS.fullmatch(line) is not None


def _remove_lines(lines: list[str], test: Callable[[str], bool]) -> tuple[list[str], list[str]]:
    kept, removed = [], []
    for line in lines:
        if line and test(line):
            removed.append(line)
        else:
            kept.append(line)
    return (close_gaps(kept) if removed else kept), removed


def remove_related_blocks(lines: list[str]) -> tuple[list[str], list[Link], list[str]]:
    """The lines without "Read more" headings, their headlines, and lines such as "Read also: a headline".

    The headlines become links without an address. Under a heading only lines that read as headlines go (short, no full
    stop at the end), so that a heading in the middle of a text takes no paragraph with it.
    """
    kept: list[str] = []
    links: list[Link] = []
    removed: list[str] = []
    index = 0
    while index < len(lines):
        taken, headlines = _match_related_block(lines, index)
        if not taken:
            line, inline = _remove_inline(lines[index])
            kept.append(line)
            links += [_make_link(headline) for headline, _ in inline]
            removed += [words for _, words in inline]
        links += [_make_link(headline) for headline in headlines]
        removed += [line for line in lines[index : index + taken] if line]
        index += taken or 1
    return (close_gaps(kept) if removed else kept), links, removed


def _make_link(headline: str) -> Link:
    return Link(kind=LinkKind.RELATED, title=headline, url=None)


def _match_related_block(lines: list[str], index: int) -> tuple[int, list[str]]:
    """How many lines from `index` belong to a related block, and its headlines."""
    line = lines[index]
    if not line or len(line) > CLEANING.headline_chars + 40 or not line.casefold().startswith(_LABEL_STARTS):
        return 0, []
    strong = _ONE_LINE.fullmatch(line)
    short = None if strong else _SHORT_LABEL.fullmatch(line)
    if strong and is_headline(strong["headline"].rstrip("."), least=2):
        return 1, [strong["headline"]]
    if short and is_headline(short["headline"], least=3) and not short["headline"][:1].islower():
        return 1, [short["headline"]]
    if len(line) > 60 or not _HEADING.fullmatch(line):
        return 0, []
    return _collect_headlines(lines, index + 1, index)


def _collect_headlines(lines: list[str], index: int, heading: int) -> tuple[int, list[str]]:
    headlines: list[str] = []
    end = index
    while index < len(lines) and len(headlines) < CLEANING.related_headlines:
        line = lines[index]
        if line and not (is_headline(line, least=2) and not line[0].islower()):
            break
        if line:
            headlines.append(line)
            end = index + 1
        index += 1
    return end - heading, headlines


def _remove_inline(line: str) -> tuple[str, list[tuple[str, str]]]:
    if "(" not in line or ": " not in line:
        return line, []
    inline = [(match["headline"].strip(), match[0].strip()) for match in _INLINE.finditer(line)]
    return (_INLINE.sub("", line).strip() if inline else line), inline


def _apply_header_lines(text: WorkingText) -> list[str]:
    text.lines, _, removed = remove_header_lines(text.lines, text.header)
    text.source = text.source or text.header.source
    return removed


def _apply_to_lines(remove: Callable[[list[str]], tuple[list[str], list[str]]], text: WorkingText) -> list[str]:
    text.lines, removed = remove(text.lines)
    return removed


def _apply_related_blocks(text: WorkingText) -> list[str]:
    text.lines, links, removed = remove_related_blocks(text.lines)
    text.links += links
    return removed


def _apply_repeated_lead(text: WorkingText) -> list[str]:
    text.lines, repeated, removed = remove_repeated_lead(text.lines, text.title or text.header.headline)
    if repeated and not text.title and len(letter_key(repeated)) >= CLEANING.repeated_letters:
        text.title = cut_title(text.header.headline or repeated)
    return removed


def _apply_source_label(text: WorkingText) -> list[str]:
    text.lines, outlet, removed = remove_source_label(text.lines, text.source)
    text.source = text.source or outlet
    return removed


# Name of each rule, as `Document.removed` gives it, and the step, which returns what it removed.
RULES: tuple[tuple[str, Callable[[WorkingText], list[str]]], ...] = (
    ("header", _apply_header_lines),
    ("lone_mark", partial(_apply_to_lines, remove_lone_marks)),
    ("prompt", partial(_apply_to_lines, remove_prompts)),
    ("rights", partial(_apply_to_lines, remove_copyright)),
    ("related", _apply_related_blocks),
    ("repeated", _apply_repeated_lead),
    ("source_label", _apply_source_label),
)


def apply_rules(text: WorkingText) -> None:
    """Applies all rules in order, again and again until none removes anything, so that clean text stays as it is."""
    for _ in range(CLEANING.rounds):
        before = len(text.removed)
        for name, rule in RULES:
            text.removed += [RemovedRow(rule=name, text=words) for words in rule(text)]
        if len(text.removed) == before:
            break
