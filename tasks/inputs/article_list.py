"""Lists of articles as JSON, which the programs of GDELT, Event Registry and others answer, an article a record.

Files: reads them, writes nothing. They share their ending, `.json`, with JSON Feed, and are told apart by content.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from tasks.archive import Input
from tasks.inputs.columns import match_columns
from tasks.inputs.fields import RecordFields, split_columns
from tasks.inputs.kind import InputFile, read_whole
from tasks.model.stages import Capture, Reject
from tasks.text.decode import decode_json
from warehouse.model.vocabulary import Reason

_CUT_TEXT = re.compile(r"\[\+\d+ chars\]\s*$")  # the answers of News API hold the beginnings of articles
LISTED_ARTICLE = "application/json"  # the media of a capture: one article of a list


def read_feed_or_list(file: InputFile) -> Iterator[Input]:
    """The file as one capture where it is a feed; a capture an article where it is a list, numbered from 1."""
    for item in read_whole(file):
        listed = (
            _list_articles(item.body) if file.name.lower().endswith(".json") and isinstance(item, Capture) else None
        )
        if listed is None:
            yield item
        elif not listed:
            yield file.make_reject(Reason.EMPTY, "a list without articles")
        else:
            records = replace(file, media=LISTED_ARTICLE)
            for number, article in enumerate(listed, 1):
                # What is no character stays an escape: it is found when the record is read.
                yield records.make_record(json.dumps(article).encode(), line=number)


def read_article_fields(capture: Capture) -> RecordFields | Reject:
    """The fields of an article of a list; a value within a value is called `source.title`."""
    chosen, body = split_columns(capture.body)
    article = json.loads(body)
    if not isinstance(article, dict):
        return Reject(
            reason=Reason.BAD_JSON, detail=f"an article must be an object, this is a {type(article).__name__}"
        )
    flat = dict(chain.from_iterable(_flatten(name, value) for name, value in article.items()))
    places = match_columns(tuple(flat), tuple(chosen.items()))
    filled = {
        name: [column for column in columns if flat[column] not in (None, "")] for name, columns in places.items()
    }
    used = {name: columns[0] for name, columns in filled.items() if columns}
    values = {name: _name_people(flat[column]) if name == "authors" else flat[column] for name, column in used.items()}
    if _CUT_TEXT.search(str(values.get("text", ""))):
        del values["text"], used["text"]
    unknown = {column: value for column, value in flat.items() if column not in used.values() and value is not None}
    return RecordFields(values=values, unknown=unknown)


def _list_articles(body: bytes) -> list[Any] | None:
    """The articles of a list; None where the document is no list of articles."""
    text = decode_json(body)
    try:
        document = None if isinstance(text, Reject) else json.loads(text)
    except (ValueError, RecursionError):
        return None
    if isinstance(document, dict):
        articles = document.get("articles", document.get("results"))
        listed = articles.get("results") if isinstance(articles, dict) else articles
        is_feed = {"items", "version", "feed_url"} & document.keys()
    else:
        listed, is_feed = document, set()
    return listed if isinstance(listed, list) and not is_feed else None


def _flatten(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        yield from ((f"{name}.{inner}", inside) for inner, inside in value.items())
    else:
        yield name, value


def _name_people(value: Any) -> Any:
    """The names of authors that are objects or one string; any other value as it is."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list) and all(isinstance(person, dict) for person in value):
        return [person.get("name") for person in value]
    return value
