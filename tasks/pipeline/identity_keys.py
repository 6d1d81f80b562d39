"""Makes the keys that identify articles, outlets and names.

Pure. The keys of a document with an address are that address and the canonical URL of the page. Those of a document
without are its file and, in case the file moves, outlet, headline and day; the latter only where the outlet is known
and the headline long enough to be that of one story.
"""

import json
from hashlib import sha256

from tasks.model.stages import Document, Mention
from tasks.names import normalize_name
from tasks.text.folding import fold_letters
from warehouse.model.vocabulary import Kind

# Words a headline needs to be a key: "Morning briefing" returns every day, a sentence does not.
_MIN_HEADLINE_WORDS = 6
# Kinds that the model confuses: a broadcaster with a person, a ministry with a place.
_CONFUSED_KINDS = (Kind.PERSON, Kind.ORG, Kind.PLACE)
NO_OUTLET = "unknown outlet"


def article_keys(document: Document, *, file_uri: str, address: str | None, part: str | None = None) -> tuple[str, ...]:
    """The keys of an article, strongest first; the first is its address or file."""
    addresses = [url for url in (address, document.url) if url]
    if addresses:
        return tuple(dict.fromkeys(map(address_key, addresses)))
    by_title = _title_key(document)
    location = f"file:{file_uri}" if part is None else f"part:{file_uri}#{part}"
    return (location, *([by_title] if by_title else []))


def address_key(address: str) -> str:
    """The key of an article by an address: without scheme, `www.` and a slash at the end, which servers ignore."""
    bare = address.split("://", 1)[-1].removeprefix("www.").rstrip("/")
    return f"url:{bare}"


def source_id(name: str) -> str:
    """The id of the outlet with a domain."""
    return digest(f"domain:{name}")[:20]


def outlet_id(document: Document) -> str:
    """The id of the outlet of a document."""
    return digest(source_key(document))[:20]


def source_key(document: Document) -> str:
    """The key of the outlet: the name where the input states it, else its domain, else the name the text gives.

    A domain is the steadiest key, but records often come with addresses of an archive or an aggregator.
    """
    if document.domain and not (document.source_stated and document.source_name):
        return f"domain:{document.domain}"
    return f"name:{fold_letters(document.source_name or NO_OUTLET)}"


def _title_key(document: Document) -> str | None:
    title = document.title or ""
    if not document.source_name or len(title.split()) < _MIN_HEADLINE_WORDS:
        return None
    day = document.published_at.date().isoformat() if document.published_at else ""
    return f"title:{fold_letters(document.source_name)}|{fold_letters(title)}|{day}"


def name_id(mention: Mention) -> str:
    """The id of a name: names of one kind with equal normal forms are one."""
    return _name_id(mention.name, mention.kind)


def place_id(name: str) -> str:
    """The id of the name of a place."""
    return _name_id(name, Kind.PLACE)


def _name_id(name: str, kind: Kind) -> str:
    return digest(kind, normalize_name(name, kind))[:20]


def other_kind_ids(mention: Mention) -> tuple[str, ...]:
    """Ids of the same name under the kinds that its kind is confused with."""
    if mention.kind not in _CONFUSED_KINDS:
        return ()
    return tuple(_name_id(mention.name, kind) for kind in _CONFUSED_KINDS if kind is not mention.kind)


def digest(*parts: object) -> str:
    """SHA-256 of the parts, in hexadecimal."""
    return sha256(json.dumps(parts, ensure_ascii=False, default=str).encode()).hexdigest()
