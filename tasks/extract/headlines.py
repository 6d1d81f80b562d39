"""Chooses the title of a page among its JSON-LD, meta elements, `<title>` and headings.

Pure.
"""

import re

from tasks.extract.metadata import Metadata
from tasks.text.folding import fold_letters

_SEPARATOR = re.compile(r"\s+(?:[|·•–—»~/\\-]|::|-{2,})\s+|\s*[|｜]\s*|\s+[»«]\s*|_(?=[^_]+$)|(?<=\S):\s+(?=[^:]+$)")
_LEAST_CHARS = 4
# A last part as short as a name after a first part as long as a headline is the site, though nothing else says so.
_LEAST_HEAD_WORDS = 4
_MOST_NAME_WORDS = 3
MAX_TITLE_CHARS = 500


def choose_page_title(metadata: Metadata, domain: str | None) -> str | None:
    """The page's own headline without the name of its site; None if it has none.

    What the page tells machines (JSON-LD, meta elements) is written for one article: of those, the one with most
    witnesses among headings, `<title>` and each other is taken, unless it is merely the site's name. Then `<title>`,
    which names the site too: the part is kept that a heading repeats, else the site's name is taken off either end.
    Then a single `<h1>`.
    """
    names = _list_site_names(metadata, domain)
    candidates = [title for title in (*metadata.headlines, *metadata.meta_titles) if fold_letters(title) not in names]
    if candidates:
        best = max(candidates, key=lambda title: _count_witnesses(title, metadata))
        return _strip_site(best, names, metadata)[:MAX_TITLE_CHARS]
    if metadata.document_title:
        return _read_document_title(metadata.document_title, names, metadata)[:MAX_TITLE_CHARS]
    return metadata.headings[0][:MAX_TITLE_CHARS] if len(metadata.headings) == 1 else None


def _count_witnesses(title: str, metadata: Metadata) -> int:
    """In how many visible places the title stands: headings count once, `<title>` once."""
    key = fold_letters(title)
    in_headings = any(fold_letters(heading) == key for heading in metadata.headings)
    return in_headings + (key in fold_letters(metadata.document_title or ""))


def _list_site_names(metadata: Metadata, domain: str | None) -> frozenset[str]:
    """Keys of the names of the site: its stated name, its host, and the longer labels of the host ("example")."""
    labels = (domain or "").split(".")
    hosts = [domain or "", *(label for label in labels[:-1] if len(label) > 3)]
    names = (metadata.site_name or "", *metadata.organisations, *hosts)
    return frozenset(key for name in names if (key := fold_letters(name)))


def _strip_site(title: str, names: frozenset[str], metadata: Metadata) -> str:
    """Takes " | Site" off where a heading or the JSON-LD headline has the title without it: two witnesses."""
    witnesses = {fold_letters(other) for other in (*metadata.headings, *metadata.headlines)}
    if fold_letters(title) in witnesses:
        return title
    for head, tail in _list_splits(title):
        if fold_letters(tail) in names and fold_letters(head) in witnesses:
            return head
    return title


def _read_document_title(title: str, names: frozenset[str], metadata: Metadata) -> str:
    headings = {fold_letters(heading): heading for heading in metadata.headings}
    if fold_letters(title) in headings:
        return title
    for head, tail in _list_splits(title):
        for part in (head, tail):
            if fold_letters(part) in headings and len(part) >= _LEAST_CHARS:
                return part
    for head, tail in _list_splits(title):
        if fold_letters(tail) in names and len(head) >= _LEAST_CHARS:
            return head
        if fold_letters(head) in names and len(tail) >= _LEAST_CHARS:
            return tail
    head, tail = next(iter(_list_splits(title)), ("", ""))
    is_name = len(head.split()) >= _LEAST_HEAD_WORDS and 0 < len(tail.split()) <= _MOST_NAME_WORDS
    return head if is_name else title


def _list_splits(title: str) -> list[tuple[str, str]]:
    """Every way to part a title in two at a separator, the last separator first."""
    matches = reversed(list(_SEPARATOR.finditer(title)))
    return [(title[: match.start()].strip(), title[match.end() :].strip()) for match in matches]
