"""Collects what a page states about itself: JSON-LD, meta elements, links, microdata, headings.

Pure: reads a parsed tree and decides nothing; `headlines`, `authors` and `tasks.text.dates` choose. Values come
strongest first, as written but for white space; addresses are not resolved.
"""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from tasks.extract.jsonld import read_jsonld
from warehouse.model.vocabulary import PublishedFrom

# Names of meta elements in lower case, dots as colons, strongest first, separated by spaces.
_PUBLISHED = (
    "article:published_time datepublished article:published parsely-pub-date sailthru:date dc:date:issued"
    " dcterms:issued dcterm:issued dc:issued citation_publication_date citation_online_date"
    " bt:pubdate cxenseparse:recs:publishtime"
    " rnews:datepublished og:published_time publication_date publication-date publish-date publish_date publishdate"
    " pubdate pub_date published_date published-date published_at published_time published-time originalpublicationdate"
    " article_date_original article-date article_date dc:date:created dcterms:created dc:created datecreated dc:date"
    " dcterms:date date:published displaydate display_date"
)
_MODIFIED = (
    "article:modified_time datemodified article:modified og:updated_time dcterms:modified dc:date:modified dc:modified"
    " article:updated_time last-modified lastmod modified_date modified-date updated_time rnews:datemodified"
)
# Two sets: the second is read where the first names nobody.
_AUTHOR = "dc:creator dcterm:creator dcterms:creator author article:author"
_AUTHOR_TOO = (
    "parsely-author sailthru:author byl citation_author dc:contributor rnews:author article:author_name byline"
    " news_authors authors"
)
_TITLE = (
    "dc:title dcterm:title dcterms:title og:title weibo:article:title weibo:webpage:title title twitter:title"
    " parsely-title citation_title"
)
_SITE = "og:site_name"
_SITE_TOO = "application-name twitter:app:name:iphone al:ios:app_name"

_TIME_SENSE = re.compile(
    r"(?<![a-z])(?:pub(?:lish(?:ed)?|date)?|posted|entry-date|date-?published|dt-published|post-?date|article-?date)"
    r"(?![a-z])"
)
_OTHER_SENSE = re.compile(r"updat|modif|comment|relat(?:ed|ion)|recommend|sidebar|widget|footer|teaser|promo|\bevent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Candidates, strongest first. `published` and `modified` pair each string with where it was read.

    `is_free` is schema.org's isAccessibleForFree, None where it is not said; `body` its articleBody, with markup taken
    out; `language` ISO 639-1; `organisations` the names of authors and publishers that JSON-LD says are no
    people, `persons` those that it says are.
    """

    addresses: tuple[str, ...]
    site_name: str | None
    language: str | None
    headlines: tuple[str, ...]
    meta_titles: tuple[str, ...]
    headings: tuple[str, ...]
    document_title: str | None
    published: tuple[tuple[PublishedFrom, str], ...]
    modified: tuple[tuple[PublishedFrom, str], ...]
    authors: tuple[tuple[str, ...], ...]
    organisations: frozenset[str]
    persons: frozenset[str]
    is_free: bool | None
    body: str | None


def read_metadata(tree: Any) -> Metadata:
    """The metadata of a parsed page (an lxml element). Broken JSON-LD is repaired or ignored."""
    meta = _meta(tree)
    titles = _values(meta, _TITLE)
    document_title = _text(next(tree.iter("title"), None))
    stated = read_jsonld(tree, [*titles, document_title or ""])
    names = (*_values(meta, _SITE), *stated.publishers, *_values(meta, _SITE_TOO))
    return Metadata(
        addresses=_addresses(tree, meta),
        site_name=names[0] if names else None,
        language=_language(tree, meta, stated.language),
        headlines=stated.headlines,
        meta_titles=titles,
        headings=tuple(text for h1 in tree.iter("h1") if (text := _text(h1))),
        document_title=document_title,
        published=(
            *((PublishedFrom.JSONLD, raw) for raw in stated.published),
            *((PublishedFrom.META, raw) for raw in _values(meta, _PUBLISHED)),
            *((PublishedFrom.TEXT, raw) for raw in _times(tree)),
        ),
        modified=(
            *((PublishedFrom.JSONLD, raw) for raw in stated.modified),
            *((PublishedFrom.META, raw) for raw in _values(meta, _MODIFIED)),
        ),
        authors=(stated.people, _values(meta, _AUTHOR), _values(meta, _AUTHOR_TOO)),
        organisations=stated.organisations | set(stated.publishers),
        persons=stated.persons,
        is_free=stated.is_free,
        body=stated.body,
    )


def _meta(tree: Any) -> dict[str, list[str]]:
    """Contents of meta elements by lower-case name, dots read as colons; one element may bear several names.

    What a `property` says stands before what a `name` says: it belongs to a vocabulary.
    """
    meta: dict[str, list[str]] = {}
    elements = [(element, _clean(element.get("content") or "")) for element in tree.iter("meta")]
    for attribute in ("property", "name", "itemprop"):
        for element, content in elements:
            for name in (element.get(attribute) or "").lower().replace(".", ":").split() if content else ():
                meta.setdefault(name, []).append(content)
    return meta


def _values(meta: dict[str, list[str]], names: str) -> tuple[str, ...]:
    """Distinct contents of the meta elements with these names, in the order of the names."""
    return tuple(dict.fromkeys(value for name in names.split() for value in meta.get(name, ())))


def _addresses(tree: Any, meta: dict[str, list[str]]) -> tuple[str, ...]:
    links = (link for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower().split())
    return tuple(dict.fromkeys((*(link.get("href") or "" for link in links), *meta.get("og:url", ()))))


def _language(tree: Any, meta: dict[str, list[str]], stated: str | None) -> str | None:
    root = tree if tree.tag == "html" else next(tree.iter("html"), tree)
    tags = (
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        stated,
        *_values(meta, "content-language og:locale language dc:language"),
    )
    codes = (re.fullmatch(r"([A-Za-z]{2})(?:[-_]\w+)*", value.strip()) for value in tags if isinstance(value, str))
    return next((code[1].lower() for code in codes if code), None)


def _times(tree: Any) -> list[str]:
    """`datetime` of visible `<time>` elements that say of themselves that the article was published then.

    Lists of other articles carry such times too: where several days are named, only one beside the h1 is believed.
    """
    times = [
        (element, value)
        for element in tree.xpath(
            "//time[@datetime] | //*[@itemprop='datePublished'][@datetime or @content][not(self::meta)]"
        )
        if (value := _clean(element.get("datetime") or element.get("content") or "")) and _is_publication(element)
    ]
    if len({value[:10] for _, value in times}) > 1:
        times = [(element, value) for element, value in times if _beside_heading(element)][:1]
    return list(dict.fromkeys(value for _, value in times))


def _is_publication(element: Any) -> bool:
    around = [element, *list(element.iterancestors())[:6]]
    words = [" ".join(near.get(name) or "" for name in ("class", "id", "itemprop")).lower() for near in around]
    if any(near.tag in {"aside", "nav", "footer"} for near in around) or any(map(_OTHER_SENSE.search, words)):
        return False
    return element.get("pubdate") is not None or any(map(_TIME_SENSE.search, words[:3]))


def _beside_heading(element: Any) -> bool:
    around = list(element.iterancestors())[:4]
    return any(next(near.iter("h1"), None) is not None for near in around if near.tag != "body")


def _text(element: Any) -> str | None:
    return (_clean(" ".join(element.itertext())) or None) if element is not None else None


def _clean(text: str) -> str:
    return " ".join(unescape(text).split())
