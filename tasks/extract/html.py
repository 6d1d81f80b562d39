"""Extracts the article of an HTML page: text, title, authors, dates, links.

Pure. The only importer of trafilatura (Apache-2.0). Never raises: what the parser cannot read becomes a `Reject`.
"""

import logging
import re
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lxml import etree

from tasks.extract.authors import find_authors
from tasks.extract.headlines import choose_page_title
from tasks.extract.metadata import Metadata, read_metadata
from tasks.model.stages import Dating, Extracted, Link, Reject
from tasks.text.dates import parse_moment, url_date
from tasks.text.decode import decode
from tasks.web import canonicalize_url, choose_page_url, extract_domain
from warehouse.model.vocabulary import LinkKind, Reason

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs every page it discards; a Reject says it once

MAX_PAGE_LINKS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractionPolicy:
    """Thresholds of extraction, chosen on 200 development pages (docs/adr/0012-extraction.md)."""

    related_title_words: int = 4  # fewest words of a link that counts as a related story
    login_text_chars: int = 600  # a longer text is an article, even beside a login form
    short_text_chars: int = 1_000  # a shorter one of trafilatura's precision mode is extracted again in its usual mode
    under_extracted: int = 5  # how many times longer the second text must be to be taken
    body_factor: int = 2  # how many times longer JSON-LD's articleBody must be to be taken
    teaser_chars: int = 1_500  # a text that is cut by a paywall is shorter


EXTRACTION = ExtractionPolicy()
_BLOCKS = frozenset(("p", "blockquote", "li", "td"))
# What lxml and trafilatura raise on pages that are broken on purpose; anything else is a bug of ours.
_PARSER_TROUBLE = (ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError, etree.LxmlError)

# libxml2 takes time quadratic in the attributes of a tag: 20,000 take 3 s (measured), real pages have dozens.
_MAX_ATTRIBUTES = 5_000
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{10000,}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_HIDDEN = etree.XPath(
    "//body//*[self::div or self::section or self::aside or self::p or self::ul or self::ol or self::form"
    " or self::article][@hidden or contains(translate(@style,' ',''),'display:none')"
    " or contains(translate(@style,' ',''),'visibility:hidden')][not(descendant::p[string-length(.) > 200])]"
)
_WALL = re.compile(
    r"enable java ?script|java ?script (?:is|must be) (?:disabled|enabled|required)|enable cookies"
    r"|are you (?:a )?(?:human|robot)|not a robot|verify (?:that )?you(?: are|['’]re) (?:a )?human|unusual traffic"
    r"|captcha|checking your browser|access (?:to this page )?(?:has been )?denied|request blocked"
    r"|(?:log|sign) ?in to (?:continue|read|view|access)|accept (?:all )?cookies to continue|before you continue to"
    r"|session (?:has )?expired|forgot(?:ten)? (?:your )?password",
    re.IGNORECASE,
)
_SUBSCRIBE = re.compile(
    r"(?:subscribe|sign up|register|log in|become a (?:member|subscriber)|start your (?:free )?trial)\b.{0,40}"
    r"\b(?:to (?:continue|keep|read|unlock)|for (?:full|unlimited) access|full (?:story|article|access))"
    r"|(?:to (?:continue|keep) reading|to read the (?:full|rest)).{0,80}(?:subscribe|sign (?:in|up)|log in|register)"
    r"|already a (?:subscriber|member)|subscriber[- ](?:only|exclusive)"
    r"|(?:article|story|content) is (?:only )?(?:for|available to|reserved for) (?:\w+ )?(?:subscribers|members)",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"relat(?:ed|ionad)|read-?(?:more|next|also)|more-?(?:stories|news|from|on)|recommend|further-?reading|see-?also",
    re.IGNORECASE,
)


def extract_page(page: str | bytes, *, url: str | None) -> Extracted | Reject:
    """The article in a page. `page` is HTML, decoded or not; `url` the address where it was found, if known.

    Rejects: `login_page` (login, consent, captcha or script walls), `no_text` (no article), `unreadable` (the parser
    gave up), and what `decode` refuses. `text` has one paragraph a line; `links` are the text's own and those of
    blocks marked as related, at most 200.
    """
    source = decode(page) if isinstance(page, bytes) else page
    if isinstance(source, Reject):
        return source
    if not source.strip():
        return Reject(reason=Reason.EMPTY, detail="an empty page")
    if (attributes := _count_attributes(source)) > _MAX_ATTRIBUTES:
        return Reject(reason=Reason.UNREADABLE, detail=f"HTML: {attributes} attributes in one tag")
    try:
        return _read_page(source, url)
    except _PARSER_TROUBLE as error:
        return Reject(reason=Reason.UNREADABLE, detail=f"HTML: {type(error).__name__}: {str(error)[:200]}")


def _count_attributes(source: str) -> int:
    """Upper bound of the attributes in one of the page's very long tags; quoted values do not count."""
    return max((len(_QUOTED.sub("", tag).split()) for tag in _LONG_TAG.findall(source)), default=0)


def _read_page(source: str, url: str | None) -> Extracted | Reject:
    from trafilatura.utils import load_html  # noqa: PLC0415 -- 0.3 s that only processes that extract need to pay

    tree: Any = load_html(source)
    if tree is None and "<" in source:  # HTML allows a page without the tags that trafilatura looks for first
        tree = load_html(f"<!DOCTYPE html><html><body>{source}</body></html>")
    if tree is None:
        return Reject(reason=Reason.NO_TEXT, detail="nothing in it is HTML")
    metadata = read_metadata(tree)
    address = choose_page_url(url, metadata.addresses)
    authors = find_authors(tree, metadata)
    asks_password = bool(tree.xpath("boolean(//input[translate(@type,'PASWORD','pasword')='password'])"))
    text = _choose_text(tree, metadata)
    if wall := _find_wall(text, metadata, asks_password=asks_password):
        return Reject(reason=Reason.LOGIN_PAGE, detail=wall)
    if not any(character.isalnum() for character in text):
        return Reject(reason=Reason.NO_TEXT, detail="no article text found")
    datings, updated = _collect_datings(metadata, address)
    truncated = _is_truncated(text, metadata)
    return Extracted(
        url=address,
        domain=extract_domain(address),
        source_name=metadata.site_name,
        title=choose_page_title(metadata, extract_domain(address)),
        text=text,
        authors=authors,
        language=metadata.language,
        datings=datings,
        updated_at=updated.at if updated else None,
        links=_collect_links(tree, text, address),
        is_truncated=truncated,
        truncated_because="paywall" if truncated else None,
    )


def _choose_text(tree: Any, metadata: Metadata) -> str:
    """The main text. Drops hidden blocks from the tree first.

    trafilatura's precision mode keeps related stories out, but on some layouts loses the article: where it gives
    little, and the usual mode much more, that is taken. So is JSON-LD's articleBody where it is twice as long.
    """
    for element in _HIDDEN(tree):
        if element.getparent() is not None:
            element.drop_tree()
    text = _extract_text(tree, careful=True)
    if len(text) < EXTRACTION.short_text_chars:
        usual = _extract_text(tree, careful=False)
        if len(usual) > EXTRACTION.under_extracted * len(text):
            text = usual
    body = metadata.body or ""
    return body if len(body) > EXTRACTION.body_factor * len(text) else text


def _extract_text(tree: Any, *, careful: bool) -> str:
    from trafilatura import extract  # noqa: PLC0415 -- as above

    extracted = extract(tree, include_comments=False, favor_precision=careful)
    return "\n".join(line for raw in (extracted or "").splitlines() if (line := raw.strip()))


def _find_wall(text: str, metadata: Metadata, *, asks_password: bool) -> str | None:
    """Why the page is no article but a login, consent or captcha wall; None if it may be an article."""
    if len(text) > EXTRACTION.login_text_chars:
        return None
    is_short = len(text) < EXTRACTION.login_text_chars // 2
    phrase = _WALL.search(f"{metadata.document_title or ''}\n{text}")
    if phrase and (asks_password or is_short or not metadata.headlines):
        return f"says {phrase.group().lower()!r}"
    return "a password field and hardly any text" if asks_password and is_short else None


def _collect_datings(metadata: Metadata, address: str | None) -> tuple[tuple[Dating, ...], Dating | None]:
    """When it was published (one dating for each different moment, strongest first), and last changed."""
    published = [dating for origin, raw in metadata.published if (dating := parse_moment(raw, origin))]
    from_url = url_date(address)
    every = [*published, *([from_url] if from_url else [])]
    first = {(dating.origin, dating.at): dating for dating in reversed(every)}
    ordered = sorted(first.values(), key=every.index)
    changed = (dating for origin, raw in metadata.modified if (dating := parse_moment(raw, origin)))
    return tuple(ordered), next(changed, None)


def _collect_links(tree: Any, text: str, address: str | None) -> tuple[Link, ...]:
    """Links whose words stand in the text, where their paragraph does too; then those of related blocks."""
    inline: dict[str, Link] = {}
    related: dict[str, Link] = {}
    marked: dict[Any, bool] = {}
    for anchor in tree.iter("a"):
        title = " ".join(" ".join(anchor.itertext()).split())
        href = anchor.get("href") or ""
        if not title or not href or href.startswith(("#", "javascript:", "mailto:")):
            continue
        kind = _classify_link(anchor, title, text, marked)
        if kind is None or (target := canonicalize_url(href, address)) is None or target == address:
            continue
        known = inline if kind is LinkKind.INLINE else related
        known.setdefault(target, Link(kind=kind, title=title[:500], url=target))
    links = (*inline.values(), *(link for target, link in related.items() if target not in inline))
    return links[:MAX_PAGE_LINKS]


def _classify_link(anchor: Any, title: str, text: str, marked: dict[Any, bool]) -> LinkKind | None:
    """Inline for a link in a paragraph of the text, related for one in a block of related stories, else None."""
    near = list(islice(anchor.iterancestors(), 5))
    block = next((up for up in near if up.tag in _BLOCKS), None)
    if block is not None:
        words = " ".join((block.text or "").split()) or " ".join((anchor.tail or "").split())
        if words and words[:40] in text and title in text:
            return LinkKind.INLINE
    if len(title.split()) >= EXTRACTION.related_title_words and any(_is_related(up, marked) for up in near):
        return LinkKind.RELATED
    return None


def _is_related(element: Any, marked: dict[Any, bool]) -> bool:
    """Whether a block is named as one of related stories; `marked` caches the results."""
    if element not in marked:
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        marked[element] = element.tag != "body" and _RELATED.search(names) is not None
    return marked[element]


def _is_truncated(text: str, metadata: Metadata) -> bool:
    """Whether the text is cut by a paywall: short, and declared not free, or ending in an invitation to subscribe."""
    if metadata.is_free is False and len(text) < EXTRACTION.teaser_chars:
        return True
    return bool(_SUBSCRIBE.search(text[-300:])) and len(text) < 2 * EXTRACTION.teaser_chars
