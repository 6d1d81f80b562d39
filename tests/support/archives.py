"""Web archives as crawlers write them, and captures and rejects of every shape, for tests of the archive."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tasks.model.stages import Capture, Media
from tests.support.builders import NOW, RUN, capture
from warehouse.model.tables import RejectRow
from warehouse.model.vocabulary import Reason

URL = "https://news.example/2020/03/01/harbour"
PAGE = b"<html><body><p>The harbour of Oldport was opened on Tuesday.</p></body></html>"

# Everything that Python holds in a string, lone surrogates as well.
anything = st.text(st.characters(codec=None), max_size=40)
addresses = anything | anything.map("https://news.example/".__add__)
moments = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))
contexts = st.none() | st.dictionaries(anything, anything, max_size=3).map(json.dumps)


class Crawl:
    """A web archive in the making, as a crawler would write it."""

    def __init__(self, *, packed: bool = True) -> None:
        self.out = BytesIO()
        self._writer = WARCWriter(self.out, gzip=packed)

    def add(
        self,
        body: bytes = PAGE,
        *,
        uri: str = URL,
        kind: str = "response",
        status: str | None = "200 OK",
        content_type: str | None = "text/html; charset=utf-8",
        date: str = "2020-03-01T08:00:00Z",
        headers: tuple[tuple[str, str], ...] = (),
    ) -> Crawl:
        """Add a record; one without a `status` holds no answer of a server."""
        stated = (("Content-Type", content_type),) if content_type else ()
        http = StatusAndHeaders(status, [*stated, *headers], protocol="HTTP/1.1") if status else None
        record = self._writer.create_warc_record(
            uri,
            kind,
            payload=BytesIO(body),
            length=len(body),
            http_headers=http,
            warc_headers_dict={"WARC-Date": date},
            warc_content_type="" if http else content_type or "",
        )
        self._writer.write_record(record)
        return self

    def to(self, path: Path) -> Path:
        """Write what was added so far."""
        path.write_bytes(self.out.getvalue())
        return path


def utf8(text: str) -> str:
    """What of a text can be stored: lone surrogates stand for bytes that are no text."""
    return "".join("?" if "\ud800" <= character <= "\udfff" else character for character in text)


@st.composite
def captures(draw: st.DrawFn) -> Capture:
    made = capture(
        draw(st.binary(max_size=200)),
        uri=draw(addresses),
        line=draw(st.none() | st.integers(1, 10**9)),
        media=draw(st.sampled_from(Media)),
        seen_at=draw(moments),
    )
    return replace(made, context=draw(contexts), run_id=draw(st.uuids()).hex)


def reject(uri: str = "file:///no", detail: str = "no") -> RejectRow:
    return RejectRow(
        run_id=RUN, capture_id=None, uri=uri, line=None, reason=Reason.UNREADABLE, detail=detail, seen_at=NOW
    )


def texts(*words: str) -> list[Capture]:
    return [capture(word.encode(), uri=f"file:///{word}.txt") for word in words]
