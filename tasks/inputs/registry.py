"""The kinds of input that Dateline reads: one line a kind. A new kind is a new module and a new line here.

Pure: looks kinds up; what a kind does stands in its own module.
"""

from pkgutil import resolve_name
from typing import TYPE_CHECKING

from tasks.inputs.article_list import LISTED_ARTICLE, read_article_fields, read_feed_or_list
from tasks.inputs.delimited import read_row_fields, read_table
from tasks.inputs.fields import RecordFields
from tasks.inputs.json_record import read_json_fields
from tasks.inputs.kind import InputKind, count_lines, count_unknown, read_lines
from tasks.inputs.web_archive import read_web_archive
from tasks.inputs.zip_archive import read_zip
from tasks.model.stages import Capture, Extracted, Media, Reject

if TYPE_CHECKING:
    from tasks.feeds import Entry

_FEED_ENDINGS = (".xml", ".rss", ".atom", ".rdf", ".json")
_TABLES = (".csv", ".csv.gz", ".tsv", ".tsv.gz")
_LINES, _ARCHIVES = (".jsonl", ".jsonl.gz"), (".warc", ".warc.gz")
_WEB_PAGE, _FEED, _RECORD = "tasks.inputs.web_page", "tasks.inputs.feed_document", "tasks.inputs.record:unpack_record"

INPUT_KINDS = (
    InputKind(media=Media.TEXT, endings=(".txt",), unpack=f"{_WEB_PAGE}:unpack_text"),
    InputKind(media=Media.HTML, endings=(".html", ".htm"), unpack=f"{_WEB_PAGE}:unpack_html"),
    InputKind(
        media=Media.RECORD, endings=_LINES, read=read_lines, count=count_lines, fields=read_json_fields, unpack=_RECORD
    ),
    InputKind(
        media="text/csv", endings=_TABLES, read=read_table, count=count_unknown, fields=read_row_fields, unpack=_RECORD
    ),
    InputKind(
        media=Media.FEED,
        endings=_FEED_ENDINGS,
        note=" (feeds, lists of articles)",
        read=read_feed_or_list,
        unpack=f"{_FEED}:unpack_feed",
    ),
    InputKind(media=LISTED_ARTICLE, fields=read_article_fields, unpack=_RECORD),
    InputKind(media=Media.ENTRY, unpack=f"{_FEED}:unpack_entry"),
    InputKind(
        media=Media.NO_PAGE,
        endings=_ARCHIVES,
        read=read_web_archive,
        count=count_unknown,
        is_archive=True,
        unpack="tasks.inputs.web_archive:unpack_no_page",
    ),
    InputKind(media="application/zip", endings=(".zip",), read=read_zip, count=count_unknown, is_archive=True),
)
SUPPORTED_ENDINGS = ", ".join(", ".join(kind.endings) + kind.note for kind in INPUT_KINDS if kind.endings)

# Captures that list or lead to documents and hold none.
_WITHOUT_DOCUMENTS = frozenset((Media.SITEMAP, Media.OTHER))
_BY_MEDIA = {kind.media: kind for kind in INPUT_KINDS}


def find_kind(file_name: str) -> InputKind | None:
    """The kind of a file by its name, in any case; None where the file is of no known kind."""
    name = file_name.lower()
    return next((kind for kind in INPUT_KINDS if kind.endings and name.endswith(kind.endings)), None)


def unpack_capture(capture: Capture) -> list[Extracted | Reject]:
    """The documents that a capture holds, in order, before any cleaning: one, or one an entry of a feed, or none."""
    if capture.media in _WITHOUT_DOCUMENTS:
        return []
    documents: list[Extracted | Reject] = resolve_name(_BY_MEDIA[capture.media].unpack)(capture)
    return documents


def read_listed_page(capture: Capture) -> "Entry | None":
    """The page that a record leads to; None where it holds its text, or is wrong: then it is read like any other."""
    entry: Entry | None = resolve_name("tasks.inputs.listed_page:make_listed_entry")(capture)
    return entry


def state_fields(capture: Capture) -> RecordFields | Reject:
    """The fields that a record states; none of a capture that is no record."""
    kind = _BY_MEDIA.get(capture.media)
    return kind.fields(capture) if kind is not None and kind.fields is not None else RecordFields(values={})
