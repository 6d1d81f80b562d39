"""Finds the authors of a page and splits bylines into names of people.

Pure. Names keep their spelling and order. Roles, organisations, addresses, handles and dates are no names.
"""

import re
from collections.abc import Collection, Iterable
from typing import Any

from tasks.extract.metadata import Metadata
from tasks.text.folding import fold_letters

MAX_AUTHORS = 20
_MAX_NAME_CHARS = 60
_MAX_NAME_WORDS = 6
_MAX_BYLINE_CHARS = 160
_MOST_CANDIDATES = 40

_BY = re.compile(
    r"^(?:(?:(?:story|words|text|report|reported|reporting|written|posted|published|article|review|analysis|edited|compiled)\s+)?by"
    r"|par|por|von|di|autor(?:in)?|author|escrito por|publicado por|door|av|af)\b\s*:?\s+(?=\S)|^by\s*:\s*",
    re.IGNORECASE,
)
_EDITED = re.compile(
    r"\s*\b(?:edited|photographs?|photos?|illustrations?|video|additional reporting|translated)\s+by\b.*",
    re.IGNORECASE | re.DOTALL,
)
_SPLIT = re.compile(
    r"\s*(?:;|\||•|·|/|\n|\s+(?:and|und|et|e|y|och|og|with|&)\s+|\s+&\s+|,\s*(?:and|und|et|&)\s+)\s*", re.IGNORECASE
)
_PARENTHESIS = re.compile(r"\s*[(\[<][^)\]>]*[)\]>]?\s*$")  # "(CNN)" after a name; "Ana (Maria) Silva" is one
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|\S+@\S+\.\w+|(?<!\w)@\w+", re.IGNORECASE)
_DATE = re.compile(
    r"\s*\b(?:(?:updated|published|posted|last updated)\b.*|\d{1,2}\.?\s+[A-Za-z]{3,9}\.?,?\s+\d{4}.*"
    r"|[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+\d{4}.*"
    r"|\d{4}-\d\d.*|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}.*|\d{1,2}:\d\d.*)$",
    re.DOTALL,
)
_JOINED_DATE = re.compile(r"(?<=[a-z])\d{1,2}\s+[A-Z][a-z]{2,8}\s+\d{4}.*$", re.DOTALL)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|md|m\.d|phd|ph\.d|ma|m\.a|mba|esq|rn|dds|dvm|obe|cbe)\.?", re.IGNORECASE)
# Words that people's names do not hold, and departments, desks, offices and outlets do.
_NO_NAME = re.compile(
    r"\b(?:staff|editors?|editorial|reporters?|correspondents?|writers?|columnist|contributors?|producer|journalist|desk|team"
    r"|newsroom|news|newspaper|agency|agencies|press|media|times|post|magazine|network|wire|bureau|service|associated|reuters|afp"
    r"|admin|administrator|authors|follow|share|subscribe|comments?|guest|anonymous|unknown|redaktion|redacci[oó]n|rédaction|redazione"
    r"|inc|ltd|llc|gmbh|corp|company|university|institute|department|foundation|association|published|updated|posted|view|profile|more|read"
    r"|director|manager|ceo|the|com|org|net|online|digital|tv|radio|studio|special to|powered|by)\b",
    re.IGNORECASE,
)
_VISIBLE = (
    "//*[@rel='author' or @itemprop='author' or contains(@class,'byline') or contains(@class,'Byline')"
    " or contains(@class,'author') or contains(@class,'Author') or contains(@class,'writtenby')"
    " or contains(@id,'byline')]"
)
_NOT_HERE = re.compile(
    r"comment|relat(?:ed|ion)|recommend|sidebar|footer|newsletter|most-?read|trending|follow|sourcename|publisher|provider",
    re.IGNORECASE,
)


def find_authors(tree: Any, metadata: Metadata) -> tuple[str, ...]:
    """Names of a page's authors in order: of JSON-LD, else meta elements, else the first visible byline."""
    persons = {fold_letters(name) for name in metadata.persons}  # a personal site bears its author's name
    barred = {fold_letters(name) for name in (metadata.site_name or "", *metadata.organisations) if name} - persons
    for stated in metadata.authors:
        if names := split_authors(stated, barred):
            return names
    return split_authors(_find_visible_byline(tree), barred)


def split_authors(bylines: Iterable[str], barred: Collection[str] = ()) -> tuple[str, ...]:
    """The people named in bylines ("By A, B and C"), without repeats; at most 20.

    `barred` are casefolded names, letters only, of what is known to be no person (the outlet).
    """
    names: dict[str, str] = {}
    for byline in bylines:
        for part in _split_byline(byline):
            name = _clean_name(part)
            key = fold_letters(name)
            if name and key not in barred and key not in names:
                names[key] = name
    return tuple(names.values())[:MAX_AUTHORS]


def _split_byline(byline: str) -> list[str]:
    lines = [" ".join(line.split()) for line in byline.splitlines()]
    text = _EDITED.sub("", _ADDRESS.sub(" ", "\n".join(line for line in lines if line)))
    text = _BY.sub("", _JOINED_DATE.sub("", text).strip())
    parts: list[str] = []
    for piece in _SPLIT.split(_DATE.sub("", text)):
        parts += _comma_parts(_PARENTHESIS.sub("", piece))
    return parts


def _comma_parts(piece: str) -> list[str]:
    """The names between commas, which also stand before a role, or in "Family, Given"."""
    parts = [part.strip() for part in re.split(r"[,，、]", piece)]
    if len(parts) == 2 and all(re.fullmatch(r"[^\W\d_][\w'’-]*\.?(?: [a-z]{1,3})?", part) for part in parts):
        return [f"{parts[1]} {parts[0]}"]
    return [part for part in parts if not _SUFFIX.fullmatch(part)]


def _clean_name(part: str) -> str:
    """The name in a part of a byline, or "" where there is none."""
    name = _BY.sub("", _PARENTHESIS.sub("", part)).strip(' \t\n.:,-–—|•·*"“”')
    name = re.sub(r"\s+(?:for|at|in|of|from|on)\s+.*$", "", name)
    words = name.split()
    if not words or len(name) > _MAX_NAME_CHARS or len(words) > _MAX_NAME_WORDS or _NO_NAME.search(name):
        return ""
    if sum(map(str.isalpha, name)) < 2 or any(map(str.isdigit, name)):
        return ""
    if re.search(r"[/{}<>=_#@%]|\.\w{2,3}$", name):
        return ""
    is_named = name[0].isupper() or not name[0].islower() or any(word[0].isupper() for word in words[1:])
    return name if is_named else ""


def _find_visible_byline(tree: Any) -> list[str]:
    """Text of the first element marked as byline that holds a name."""
    for element in sorted(tree.xpath(_VISIBLE)[:_MOST_CANDIDATES], key=_rank_element):
        near = [element, *list(element.iterancestors())[:5]]
        labels = (f"{each.get('class') or ''} {each.get('id') or ''}" for each in near if each.tag != "body")
        if any(each.tag == "nav" for each in near) or any(map(_NOT_HERE.search, labels)):
            continue
        inner = element.xpath(".//*[@itemprop='name' or @rel='author' or contains(@class,'name')]")
        for candidate in (*inner[:6], element):
            text = "\n".join(part for raw in candidate.itertext() if (part := raw.strip()))
            if 2 < len(text) <= _MAX_BYLINE_CHARS and split_authors([text]):
                return [text]
    return []


def _rank_element(element: Any) -> int:
    """Rank of an element: marked as the author by `rel` or `itemprop` (0), as a byline (1), by some class (2)."""
    if "author" in ((element.get("rel") or ""), (element.get("itemprop") or "")):
        return 0
    return 1 if "byline" in (element.get("class") or "").lower() else 2
