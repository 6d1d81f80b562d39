"""Finds the feeds that a page announces or links to, and guesses where a site's feeds are.

Pure: nothing is fetched.
"""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from tasks.feeds.safe_xml import HtmlTag, read_tags
from tasks.web import canonicalize_url, extract_site

MAX_CANDIDATES = 100

_FORM = re.compile(r"(?:application|text)/(?:x[.-])?(?:(?:rss|atom|rdf)(?:\+xml)?|feed\+json)")
# Types under which feeds come, and much else (JSON Feed 1.0, WordPress's interface): the address must tell.
_VAGUE_FORMS = frozenset(("", "application/json", "application/xml", "text/xml"))
_WORDS = frozenset(("feed", "feeds", "rss", "rss1", "rss2", "rss20", "atom", "rdf", "rssfeed", "rssfeeds", "newsfeed"))
_FEED_ENDINGS = frozenset(("rss", "atom", "rdf"))
_OPEN_ENDINGS = frozenset(("", "xml", "json", "php", "aspx", "asp", "cgi"))  # may be a feed if a word beside says so
_QUERY = re.compile(r"(?:^|&)(?:feed|format|type|output|alt)=(?:rss2?|atom|rdf|feed)(?:&|$)", re.IGNORECASE)
_LABEL = re.compile(r"(?:(?:rss|atom|xml|json|news)[ -]?)*(?:feeds?)?(?: ?2\.0)?", re.IGNORECASE)
_COMMENTS = re.compile(
    r"\bcomments\b|/comments?/|\bcommentaires\b|\bcommenti\b|comentario|comentário|kommentar|комментар|コメント|评论",
    re.IGNORECASE,
)
_CARRIED = re.compile(r"https?(?::|%3a)(?:/|%2f)", re.IGNORECASE)  # another address within an address
_FEED_SCHEME = re.compile(r"\Afeed:(?://)?(?=https?:)", re.IGNORECASE)
# WordPress, Ghost and others, static site generators, JSON Feed, Blogger, Drupal, RSS 1.0; commonest first.
_USUAL = """
    /feed /rss /rss.xml /feed.xml /atom.xml /index.xml /feed.json /feeds/posts/default /feeds /index.rss /index.rdf
    /feed.rss /feed.atom
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedCandidate:
    """An address where a feed may be. `form` is the media type stated with it; `how` is `link`, `anchor` or `guess`."""

    url: str
    title: str | None
    form: str | None
    how: str


def discover_feeds(html: str, *, url: str) -> list[FeedCandidate]:
    """The feeds of a page found at `url`, best first, each once, at most `MAX_CANDIDATES`.

    First what the page announces, in its order (the first is the main feed: RSS Autodiscovery 1.0,
    https://www.rssboard.org/rss-autodiscovery): `link` elements, in head or body, with `alternate` among the tokens
    of `rel` and the type of a feed, or with `rel=feed`. Then links that look like feeds, those of the same site first.
    Feeds of comments come after all others.
    """
    tags = read_tags(html, ("base", "link", "a"))
    page = canonicalize_url(url)
    stated = next((tag.attributes["href"] for tag in tags if tag.name == "base" and tag.attributes.get("href")), None)
    base = (canonicalize_url(stated, page) if stated else None) or page
    announced = [candidate for tag in tags if tag.name == "link" and (candidate := _read_announcement(tag, base))]
    linked = [candidate for tag in tags if tag.name == "a" and (candidate := _read_anchor(tag, base))]
    linked.sort(key=lambda candidate: extract_site(candidate.url) != extract_site(page))
    unique: dict[str, FeedCandidate] = {}
    for candidate in sorted((*announced, *linked), key=_is_of_comments):  # sorting keeps the order of equals
        if candidate.url != page:
            unique.setdefault(candidate.url, candidate)
    return list(unique.values())[:MAX_CANDIDATES]


def guess_feed_urls(url: str) -> list[FeedCandidate]:
    """The usual addresses of a site's feed, commonest first; none where `url` is no web address."""
    root = canonicalize_url("/", canonicalize_url(url))
    places = (canonicalize_url(place, root) for place in _USUAL.split()) if root else ()
    return [FeedCandidate(url=place, title=None, form=None, how="guess") for place in places if place]


def canonicalize_feed_url(raw: str, base: str | None = None) -> str | None:
    """The canonical address of a feed, also where it is written `feed:https://…` or `feed://…`; None if it is none."""
    text = _FEED_SCHEME.sub("", raw.strip(), count=1)
    return canonicalize_url(f"http:{text[5:]}" if text[:7].lower() == "feed://" else text, base)


def _read_announcement(tag: HtmlTag, base: str | None) -> FeedCandidate | None:
    tokens = tag.attributes.get("rel", "").lower().split()
    url = canonicalize_feed_url(tag.attributes.get("href") or "", base)
    if url is None or "stylesheet" in tokens:
        return None
    form = _form(tag)
    typed = _FORM.fullmatch(form) is not None or (form in _VAGUE_FORMS and _looks_like_feed(url))
    if "feed" not in tokens and not ("alternate" in tokens and typed):
        return None
    return FeedCandidate(url=url, title=_title(tag), form=form or None, how="link")


def _read_anchor(tag: HtmlTag, base: str | None) -> FeedCandidate | None:
    url = canonicalize_feed_url(tag.attributes.get("href") or "", base)
    if url is None:
        return None
    form = _form(tag)
    is_feed = _FORM.fullmatch(form) or _looks_like_feed(url) or _is_labelled(tag, url)
    return FeedCandidate(url=url, title=_title(tag), form=form or None, how="anchor") if is_feed else None


def _form(tag: HtmlTag) -> str:
    """The media type without parameters, in lower case. An Atom entry on its own is no feed (RFC 5023, 12.1)."""
    form, _, parameters = tag.attributes.get("type", "").lower().partition(";")
    return f"{form.strip()};entry" if "type=entry" in parameters.replace('"', "") else form.strip()


def _title(tag: HtmlTag) -> str | None:
    return " ".join((tag.attributes.get("title") or tag.text).split())[:300] or None


def _looks_like_feed(url: str) -> bool:
    """Whether an address looks like that of a feed. One that contains another is a reader's subscribe button."""
    parts = urlsplit(url.lower())
    if _CARRIED.search(url, 8) or "sitemap" in parts.path:
        return False
    *folders, last = parts.path.rstrip("/").split("/")
    stem, _, ending = last.rpartition(".") if "." in last else (last, "", "")
    if (stem and ending in _FEED_ENDINGS) or _QUERY.search(parts.query):
        return True
    if ending not in _OPEN_ENDINGS:
        return False
    words = re.split(r"[._-]", stem)
    return (
        (len(words) <= 3 and (words[-1] in _WORDS or (words[0] in _WORDS and ending != "")))
        or (ending == "xml" and stem == "index")
        or not _WORDS.isdisjoint(folders[-2:])
        or ((parts.hostname or "").startswith(("feeds.", "rss.")) and parts.path != "/")
    )


def _is_labelled(tag: HtmlTag, url: str) -> bool:
    """Whether the text of a link is "RSS", "Atom feed" or the like, and its address has such a word."""
    worded = re.search(r"rss|feed|atom", url, re.IGNORECASE) is not None and not _CARRIED.search(url, 8)
    return worded and tag.text != "" and _LABEL.fullmatch(tag.text) is not None


def _is_of_comments(candidate: FeedCandidate) -> bool:
    return _COMMENTS.search(f"{urlsplit(candidate.url).path} {candidate.title or ''}") is not None
