"""By which keys articles, outlets and names are known again. Pure.

A document with an address is known by that address and the page's canonical one. One without is known by its file and,
should the file have moved, by outlet, headline and day: only where the outlet is known and the headline long enough to
tell two stories of one outlet apart.
"""

from __future__ import annotations

import json
from hashlib import sha256

from tasks.model.stages import Document, Mention
from tasks.names.normalize import normalize_name
from tasks.text.folding import fold_letters
from warehouse.model.vocabulary import Kind

# Words a headline needs to be a key: "Morning briefing" returns every day, a sentence does not.
_TELLING_WORDS = 6
# Kinds that a model takes for one another: a broadcaster for a person, a ministry for a place.
_MISTAKEN = (Kind.PERSON, Kind.ORG, Kind.PLACE)
NO_OUTLET = "unknown outlet"


def article_keys(document: Document, *, file_uri: str, address: str | None, part: str | None = None) -> tuple[str, ...]:
    """By what the article is known, strongest first; the first is where it was found."""
    addresses = [url for url in (address, document.url) if url]
    if addresses:
        return tuple(dict.fromkeys(map(address_key, addresses)))
    by_title = _title_key(document)
    found_at = f"file:{file_uri}" if part is None else f"part:{file_uri}#{part}"
    return (found_at, *([by_title] if by_title else []))


def address_key(address: str) -> str:
    """The key of an article by an address."""
    return f"url:{_bare(address)}"


def source_id(name: str) -> str:
    """Id of the outlet that is known by a domain."""
    return digest(f"domain:{name}")[:20]


def outlet_id(document: Document) -> str:
    """Id of the outlet that a document is from."""
    return digest(source_key(document))[:20]


def source_key(document: Document) -> str:
    """By what the outlet is known: the name where the input states it, else its domain, else the name the text gives.

    A domain is the steadiest key, but records often come with addresses of an archive or an aggregator.
    """
    if document.domain and not (document.source_stated and document.source_name):
        return f"domain:{document.domain}"
    return f"name:{fold_letters(document.source_name or NO_OUTLET)}"


def _title_key(document: Document) -> str | None:
    title = document.title or ""
    if not document.source_name or len(title.split()) < _TELLING_WORDS:
        return None
    day = document.published_at.date().isoformat() if document.published_at else ""
    return f"title:{fold_letters(document.source_name)}|{fold_letters(title)}|{day}"


def _bare(url: str) -> str:
    """An address without what servers treat alike: scheme, `www.`, a slash at the end."""
    return url.split("://", 1)[-1].removeprefix("www.").rstrip("/")


def name_id(mention: Mention) -> str:
    """The name: across articles, names of one kind whose normal forms are equal are one."""
    return _name_id(mention.name, mention.kind)


def place_id(name: str) -> str:
    """The name of a place."""
    return _name_id(name, Kind.PLACE)


def _name_id(name: str, kind: Kind) -> str:
    return digest(kind, normalize_name(name, kind))[:20]


def alike_ids(mention: Mention) -> tuple[str, ...]:
    """Ids of the same name under the kinds it may be mistaken for."""
    if mention.kind not in _MISTAKEN:
        return ()
    return tuple(_name_id(mention.name, kind) for kind in _MISTAKEN if kind is not mention.kind)


def digest(*parts: object) -> str:
    """SHA-256 of the parts, in hexadecimal."""
    return sha256(json.dumps(parts, ensure_ascii=False, default=str).encode()).hexdigest()
