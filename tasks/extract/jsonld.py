"""Reads the JSON-LD of a page: which object is the article, and what it states.

Pure: reads a parsed tree. Broken JSON is repaired where the fault is a usual one (wrappers, raw line ends, trailing
commas), else ignored. The vocabulary is schema.org's, read leniently: a value may stand alone or in a list, a person
may be a string, an object, or a reference by `@id`.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

JsonLdNode = dict[str, Any]

_MAX_SCRIPT_CHARS = 2_000_000
_MAX_NODES = 2_000  # more is no description of one page

_ARTICLE = re.compile(
    r"(?:News|Tech|Scholarly|Satirical|Medical\w+)?Article$|(?:Blog|LiveBlog|SocialMedia)Posting$|Report$|Review$"
)
_PAGE = frozenset(("WebPage", "ItemPage", "MedicalWebPage", "CreativeWork"))
_ORGANISATION = re.compile(r"Organi[sz]ation$|Corporation$|Brand$|WebSite$|NewsMedia")
_FREE = {"true": True, "false": False, "http://schema.org/true": True, "http://schema.org/false": False}
_BREAK = re.compile(r"</p>|<br\s*/?>|</li>|</h[1-6]>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonLdArticle:
    """The article that JSON-LD describes; all fields are empty where there is none.

    `people` are the authors that are not said to be organisations, in order; `persons` those said to be persons;
    `organisations` the names of publishers and of authors that are none. `published` and `modified` are as written.
    """

    headlines: tuple[str, ...]
    published: tuple[str, ...]
    modified: tuple[str, ...]
    people: tuple[str, ...]
    persons: frozenset[str]
    publishers: tuple[str, ...]
    organisations: frozenset[str]
    language: str | None
    is_free: bool | None
    body: str | None


def read_jsonld(tree: Any, titles: list[str]) -> JsonLdArticle:
    """The article in the JSON-LD of a parsed page (an lxml element); `titles` select it among several."""
    nodes = _nodes(tree)
    named = {str(node["@id"]): node for node in nodes if node.get("@id") and node.get("name")}
    article = _choose_article(nodes, titles)
    page = next((node for node in nodes if _types(node) & _PAGE), {})
    authors = [_resolve_agent(value, named) for key in ("author", "creator") for value in _list_items(article.get(key))]
    publishers = [_resolve_agent(value, named) for value in _list_items(article.get("publisher"))]
    sources = [_resolve_agent(value, named) for value in _list_items(article.get("sourceOrganization"))]
    return JsonLdArticle(
        headlines=tuple(text for key in ("headline", "name") if (text := _string(article, key))),
        published=_dates((article, page), "datePublished"),
        modified=_dates((article, page), "dateModified"),
        people=tuple(name for name, types in authors if not _has_type(_ORGANISATION, types)),
        persons=frozenset(name for name, types in authors if "Person" in types),
        publishers=tuple(name for name, _ in publishers if name),
        organisations=frozenset(
            name for name, types in (*authors, *publishers, *sources) if _has_type(_ORGANISATION, types)
        ),
        language=_string(article, "inLanguage"),
        is_free=_FREE.get(str(article.get("isAccessibleForFree", page.get("isAccessibleForFree"))).lower()),
        body=_body(article),
    )


def _nodes(tree: Any) -> list[JsonLdNode]:
    """The objects that describe the page: top level, `@graph`, main entity; not the articles it links to."""
    waiting: list[Any] = [
        value
        for script in tree.iter("script")
        if "ld+json" in (script.get("type") or "").lower() and script.text
        for value in _parse_script(script.text)
    ]
    nodes: list[JsonLdNode] = []
    while waiting and len(nodes) < _MAX_NODES:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting[:0] = value[:_MAX_NODES]
        elif isinstance(value, dict):
            nodes.append(value)
            waiting[:0] = [value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value]
    return nodes


def _parse_script(raw: str) -> Iterator[Any]:
    """The JSON values in a script; wrappers, comments and trailing commas are dropped."""
    if len(raw) > _MAX_SCRIPT_CHARS:
        return
    text = raw[max(0, min((start for mark in "{[" if (start := raw.find(mark)) >= 0), default=0)) :]
    if raw.lstrip(" \t\r\n/*<!-").startswith("[CDATA["):
        text = raw.partition("[CDATA[")[2].lstrip(" \t\r\n*/")
    for attempt in (text, re.sub(r",(\s*[}\]])", r"\1", text)):
        try:
            yield json.JSONDecoder(strict=False).raw_decode(attempt)[0]
        except (ValueError, RecursionError):
            continue
        return


def _types(node: JsonLdNode) -> set[str]:
    types = node.get("@type")
    return {str(name).rsplit("/", 1)[-1] for name in (types if isinstance(types, list) else [types])}


def _choose_article(nodes: list[JsonLdNode], titles: list[str]) -> JsonLdNode:
    """The article among the nodes whose headline is a title of the page; else the first; else an empty one."""
    articles = [node for node in nodes if any(_ARTICLE.search(name) for name in _types(node))]
    for node in articles:
        headline = (_string(node, "headline") or _string(node, "name") or "").casefold()
        if headline and any(headline in title.casefold() for title in titles):
            return node
    return articles[0] if articles else {}


def _resolve_agent(value: Any, named: dict[str, JsonLdNode]) -> tuple[str, set[str]]:
    """Name and types of a person or organisation ("" and none where there is no name); `@id`s are followed."""
    node = value
    if isinstance(value, dict) and not value.get("name"):
        node = named.get(str(value.get("@id")), value)
    types = _types(node) if isinstance(node, dict) else set()
    names = _list_items(node.get("name") if isinstance(node, dict) else node)
    return "; ".join(_strip_tags(name) for name in names if isinstance(name, str)), types


def _has_type(pattern: re.Pattern[str], types: set[str]) -> bool:
    return any(pattern.search(name) for name in types)


def _list_items(value: Any) -> list[Any]:
    if value is None:
        return []
    return value[:_MAX_NODES] if isinstance(value, list) else [value]


def _dates(nodes: tuple[JsonLdNode, ...], key: str) -> tuple[str, ...]:
    values = (node.get(key) for node in nodes)
    return tuple(str(value).strip() for value in values if isinstance(value, str | int) and str(value).strip())


def _string(node: JsonLdNode, key: str) -> str | None:
    value = node.get(key)
    return (_strip_tags(value) or None) if isinstance(value, str) else None


def _body(article: JsonLdNode) -> str | None:
    """articleBody, one paragraph a line, without markup."""
    value = article.get("articleBody")
    if not isinstance(value, str):
        return None
    lines = _BREAK.sub("\n", unescape(value)).splitlines()
    return "\n".join(line for raw in lines if (line := _strip_tags(raw))) or None


def _strip_tags(text: str) -> str:
    return " ".join(_TAG.sub(" ", unescape(text)).split())
