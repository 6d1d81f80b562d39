"""Tables: files as twelve programs write them load, or are refused with all their faults at once."""

from __future__ import annotations

import csv
import gzip
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tasks.inputs import read_listed_page
from tasks.inputs.backfill_filter import BackfillFilter, explain_skip
from tasks.inputs.files import read_inputs
from tasks.inputs.kind import DocumentLimits
from tasks.inputs.registry import state_fields, unpack_capture
from tasks.model.stages import Capture, Extracted, Reject
from tests.support.builders import NOW, RUN
from warehouse.model.tables import RejectRow
from warehouse.model.vocabulary import Reason

LIMITS = DocumentLimits(document_bytes=2_000_000, text_chars=1_000_000)
ADDRESS = "https://news.example/a"


def read_file(path: Path, *, limits: DocumentLimits = LIMITS, **columns: str) -> list[Capture | RejectRow]:
    items = read_inputs([str(path)], limits=limits, run_id=RUN, now=NOW, columns=columns)
    return [item for item in items if isinstance(item, Capture | RejectRow)]


def load(path: Path, **columns: str) -> list[Extracted | Reject | RejectRow]:
    return [
        document
        for item in read_file(path, limits=LIMITS, **columns)
        for document in (unpack_capture(item) if isinstance(item, Capture) else [item])
    ]


def articles(path: Path, **columns: str) -> list[Extracted]:
    loaded = load(path, **columns)
    assert all(isinstance(document, Extracted) for document in loaded), loaded
    return [document for document in loaded if isinstance(document, Extracted)]


def faults(path: Path, **columns: str) -> list[str]:
    return [document.detail for document in load(path, **columns) if not isinstance(document, Extracted)]


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


# Twelve makers


def test_excel_of_a_german_office(tmp_path: Path) -> None:
    lines = [
        "Adresse;Titel;Text;Datum;Quelle;Autor",
        f'{ADDRESS};Die Brücke;"Für ""uns"";\nalle";08.07.2020;Börsenblatt;',
    ]
    (document,) = articles(write(tmp_path / "Mappe1.csv", "\r\n".join([*lines, ";;;;;", ""]), "cp1252"))
    assert (document.title, document.text, document.source_name) == ("Die Brücke", 'Für "uns";\nalle', "Börsenblatt")
    assert document.datings[0].at == datetime(2020, 7, 8, tzinfo=UTC)
    assert document.datings[0].raw == "08.07.2020"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_excel_unicode_text(tmp_path: Path, encoding: str) -> None:
    text = f'Link\tHeadline\tBody\tPubDate\r\n{ADDRESS}\tŁódź\t"Said\tso"\t2020-07-08 10:30\r\n'
    (document,) = articles(write(tmp_path / "Mappe1.tsv", text, encoding))
    assert (document.title, document.text) == ("Łódź", "Said\tso")
    assert document.datings[0].at == datetime(2020, 7, 8, 10, 30, tzinfo=UTC)


def test_excel_with_a_line_that_names_the_separator(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", f"\ufeffsep=;\r\nurl;text\r\n{ADDRESS};Words, and more.\r\n")
    (capture,) = read_file(path)
    assert isinstance(capture, Capture)
    assert capture.line == 3
    assert [document.text for document in articles(path)] == ["Words, and more."]


def test_google_sheets(tmp_path: Path) -> None:
    text = f'Story URL,Headline,Full Text,Publish Date,Outlet\n{ADDRESS},"One, two","Words\n\nand more",7/18/2020,Daily'
    (document,) = articles(write(tmp_path / "sheet.csv", text))
    assert (document.title, document.text, document.source_name) == ("One, two", "Words\n\nand more", "Daily")
    assert document.datings[0].at.day == 18


def test_pandas(tmp_path: Path) -> None:
    text = (
        ",url,title,text,published,authors,score\n"
        f"0,{ADDRESS},T,Words.,2020-07-08 10:30:00+00:00,\"['A', 'B']\",0.5\n1,{ADDRESS}b,,More.,NaT,nan,nan\n"
    )
    first, second = articles(write(tmp_path / "frame.csv", text))
    assert json.loads(first.extra or "") == {"column 1": "0", "score": "0.5"}
    assert (second.title, second.datings, second.authors) == (None, (), ())
    assert json.loads(second.extra or "") == {"column 1": "1", "score": "nan"}


def test_r_with_row_names(tmp_path: Path) -> None:
    text = f'"","url","title","text","date"\n"1","{ADDRESS}",NA,"Said ""so"".","2020-07-08"\n'
    (document,) = articles(write(tmp_path / "r.csv", text))
    assert (document.title, document.text) == (None, 'Said "so".')


def test_mysql_into_outfile(tmp_path: Path) -> None:
    text = (
        "url\ttitle\tbody\tcreated\tpublish_date\n"
        f"{ADDRESS}\tA \\\\ B\tLine one\\\nline two\\tend\t\\N\t0000-00-00 00:00:00\n{ADDRESS}b\t\\N\tMore.\t1\t\\N\n"
    )
    first, second = articles(write(tmp_path / "dump.tsv", text))
    assert (first.title, first.text, first.datings) == ("A \\ B", "Line one\nline two\tend", ())
    assert (second.title, second.datings) == (None, ())
    enclosed = f'"url","text"\n"{ADDRESS}","He said \\"no\\", twice"\n"{ADDRESS}b","\\"Yes\\""\n'
    assert [document.text for document in articles(write(tmp_path / "dump.csv", enclosed))] == [
        'He said "no", twice',
        '"Yes"',
    ]


def test_postgresql_copy(tmp_path: Path) -> None:
    text = f'url,title,content,published_at,lang\n{ADDRESS},"Say ""it""","C:\\news\\today",2020-07-08 10:30:00+02,eng\n'
    (document,) = articles(write(tmp_path / "copy.csv", text))
    assert (document.title, document.text, document.language) == ('Say "it"', "C:\\news\\today", "en")
    assert document.datings[0].at == datetime(2020, 7, 8, 8, 30, tzinfo=UTC)


def test_libreoffice_with_bars(tmp_path: Path) -> None:
    text = f"\ufeff'url'|title|text\n{ADDRESS}|A; B, C|=SUM(A1:A9) and words\n".replace("'", '"')
    (document,) = articles(write(tmp_path / "calc.csv", text))
    assert (document.title, document.text) == ("A; B, C", "=SUM(A1:A9) and words")


def test_media_cloud(tmp_path: Path) -> None:
    text = (
        "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
        f"1f0,2024-05-02 11:09:15.4,en,news.example,news.example,2024-05-01,A dam breaks,{ADDRESS}\n"
    )
    path = write(tmp_path / "mc-onlinenews-mediacloud-20240502-content.csv", text)
    assert faults(path) == ["no text: --pages fetches the page"]
    (capture,) = read_file(path)
    assert isinstance(capture, Capture)
    fields = state_fields(capture)
    assert not isinstance(fields, Reject)
    assert list(fields.values.values()) == [ADDRESS, "A dam breaks", "2024-05-01", "news.example", "en"]
    assert list(fields.unknown) == ["id", "indexed_date", "media_url"]


def test_gdelt(tmp_path: Path) -> None:
    text = f'\ufeff"URL","MobileURL","Date","Title"\n{ADDRESS},,2024-05-01 11:15:00,"A dam breaks"\n'
    path = write(tmp_path / "gdelt.csv", text)
    assert faults(path) == ["no text: --pages fetches the page"]
    (capture,) = read_file(path)
    assert isinstance(capture, Capture)
    fields = state_fields(capture)
    assert not isinstance(fields, Reject)
    assert fields.unknown == {"Date": "2024-05-01 11:15:00"}, "when GDELT saw the page"


def test_event_registry(tmp_path: Path) -> None:
    text = (
        "uri,lang,isDuplicate,date,time,dateTime,dateTimePub,url,title,body,source.uri,source.title,authors\n"
        f'81,eng,False,2024-05-02,10:00,2024-05-02T10:00:00Z,2024-05-01T09:00:00Z,{ADDRESS},T,"Words.",n.example,N,A;B\n'
    )
    (document,) = articles(write(tmp_path / "articles.csv", text))
    assert (document.url, document.source_name, document.authors) == (ADDRESS, "N", ("A", "B"))
    assert document.datings[0].raw == "2024-05-01T09:00:00Z"


def test_made_by_hand_with_all_that_can_be_wrong(tmp_path: Path) -> None:
    text = (
        "Link , TEXT, published-at ,Author\nno address,,03/04/2026,A | B\n,Words.,7/8/20\nhttps://n.example/b,Fine.\n"
    )
    path = write(tmp_path / "mine.csv", text)
    assert faults(path) == [
        "url: not a web address: 'no address'; published_at: day and month cannot be told apart, write year-month-day: "
        "'03/04/2026'; text: is missing, and html too",
        "url: is missing; published_at: a year of two digits: '7/8/20'",
    ]
    assert [document.text for document in load(path) if isinstance(document, Extracted)] == ["Fine."]


# Form


def test_a_capture_is_the_row_as_read_with_the_line_where_it_begins(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(f'url,text,url\n\n{ADDRESS},"a\nb",x\n{ADDRESS}b,c\n'.encode()))
    first, second = read_file(path)
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert (first.media, first.line, second.line) == ("text/csv", 3, 5)
    assert json.loads(first.body) == {"url": ADDRESS, "text": "a\nb", "url (2)": "x"}
    assert json.loads(second.body) == {"url": f"{ADDRESS}b", "text": "c"}


def test_a_map_comes_before_names_and_is_archived(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", f"url,title,kicker,text\n{ADDRESS},T,K,Words.\n")
    (document,) = articles(path, title="kicker")
    assert document.title == "K"
    assert json.loads(document.extra or "") == {"title": "T"}
    assert faults(path, title="kikcer", text="nowhere") == [
        "title: no column 'kikcer'; text: no column 'nowhere'; the columns are url, title, kicker, text"
    ]
    (plain,), (mapped,) = read_file(path), read_file(path, title="kicker")
    assert isinstance(plain, Capture)
    assert isinstance(mapped, Capture)
    assert plain.body != mapped.body


def test_unknown_columns_are_kept(tmp_path: Path) -> None:
    (document,) = articles(write(tmp_path / "a.csv", f"url,text,Section,page\n{ADDRESS},Words.,World,\n"))
    assert json.loads(document.extra or "") == {"Section": "World"}


def test_a_row_with_too_many_cells_is_refused_and_empty_ones_do_not_count(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", f"url,text\n{ADDRESS},Words, and more\n{ADDRESS}b,Words,,\n")
    assert faults(path) == ["1 more cells than columns: is a separator or a mark not quoted?"]


def test_a_backfill_judges_rows_by_their_fields(tmp_path: Path) -> None:
    (item,) = read_file(write(tmp_path / "a.csv", f"link,text,date,outlet\n{ADDRESS},Words.,08.07.2020,Daily\n"))
    assert explain_skip(item, BackfillFilter(since=datetime(2020, 8, 1, tzinfo=UTC))) == "published before"
    assert explain_skip(item, BackfillFilter(source="weekly")) == "another outlet"
    assert explain_skip(item, BackfillFilter(source="daily")) is None


def test_bytes_of_other_encodings_far_down_are_read(tmp_path: Path) -> None:
    rows = [f"{ADDRESS}{number},{'plain ' * 20}" for number in range(4_000)]
    path = tmp_path / "a.csv"
    path.write_bytes("\n".join(["url,text", *rows, f"{ADDRESS}x,naïve café"]).encode("cp1252"))
    assert articles(path)[-1].text == "naïve café"


# Files that are wrong


@pytest.mark.parametrize(
    ("body", "reason", "detail"),
    [
        (b"", Reason.EMPTY, "0 bytes"),
        (b"\xef\xbb\xbf\r\n", Reason.EMPTY, "no lines"),
        (b"url,text\n", Reason.EMPTY, "a header and no rows"),
        (b"PK\x03\x04\x14\0 a workbook", Reason.BINARY, "begins like a binary file"),
        (bytes(range(256)) * 40, Reason.BINARY, "control characters"),
        (b"https://n.example/a,Words\n", Reason.BAD_FIELD, "url: no column for it (--map url=COLUMN); text: no column"),
        (b"a,b\n" * 99_999, Reason.BAD_FIELD, "url: no column for it"),
        (b"url," + b"a," * 5_000, Reason.BAD_FIELD, "more than 4096 columns"),
        (b"url," + b"a" * 1_900_000, Reason.TOO_LARGE, "the header: does not end"),
    ],
)
def test_a_file_that_holds_no_table_is_one_reject(tmp_path: Path, body: bytes, reason: Reason, detail: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(body)
    reject, *more = read_file(path)
    assert isinstance(reject, RejectRow)
    assert reject.reason is reason
    assert reject.detail.startswith(detail)
    assert more == []


def test_a_mark_that_is_not_closed_costs_its_row_only(tmp_path: Path) -> None:
    rows = [f"{ADDRESS}{number},{'w' * 90}" for number in range(20)]
    rows[5] = f'{ADDRESS}5,"not closed'
    limits = DocumentLimits(document_bytes=1_000, text_chars=1_000)
    items = read_file(write(tmp_path / "a.csv", "\n".join(["url,text", *rows, ""])), limits=limits)
    assert [item.line for item in items] == list(range(2, 22))
    assert [item.line for item in items if isinstance(item, RejectRow)] == [7]


def test_a_row_over_the_cap_is_passed_over(tmp_path: Path) -> None:
    limits = DocumentLimits(document_bytes=1_000, text_chars=1_000)
    path = write(tmp_path / "a.csv", f"url,text\n{ADDRESS},{'w' * 9_000}\n{ADDRESS}b,Words.\n")
    assert [(item.line, type(item)) for item in read_file(path, limits=limits)] == [(2, RejectRow), (3, Capture)]


def test_zero_bytes_are_left_out(tmp_path: Path) -> None:
    (document,) = articles(write(tmp_path / "a.csv", f"url,text\n{ADDRESS},Wo\0rds and more words here.\n"))
    assert document.text == "Words and more words here."


# Without quotation marks around it, a carriage return ends a row for every reader but the module that wrote it.
CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\x0b\ufeff\r"), max_size=40)


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=8),
    separator=st.sampled_from(",;\t|"),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
@example(rows=[("a\\", '"', "\r")], separator=",", quoting=csv.QUOTE_ALL, end="\n", encoding="utf-8")
def test_rows_that_the_csv_module_writes_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory,
    *,
    rows: list[tuple[str, str, str]],
    separator: str,
    quoting: Literal[0, 1],
    end: str,
    encoding: str,
) -> None:
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    assume(kept and not any("\\N" in row for row in kept))
    table = io.StringIO(newline="")
    writer = csv.writer(table, delimiter=separator, quoting=quoting, lineterminator=end)
    writer.writerows([("url", "title", "text"), *rows])
    path = tmp_path_factory.mktemp("table") / "a.csv"
    path.write_bytes(table.getvalue().encode(encoding))
    captures = [item for item in read_file(path) if isinstance(item, Capture)]
    assert [tuple(json.loads(item.body).values()) for item in captures] == kept


PIECES = [
    b"url",
    b"text",
    b"title",
    b",",
    b";",
    b"\t",
    b"|",
    b'"',
    b'""',
    b"\n",
    b"\r\n",
    b"\r",
    b"\\",
    b"\\N",
    b"\0",
    b"sep=;",
]
PIECES += [
    b"https://n.example/a",
    "caf\u00e9".encode(),
    b"caf\xe9",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"[",
    b"2026-03-04",
    b" ",
]


@settings(max_examples=200, deadline=None)
@given(
    pieces=st.lists(st.sampled_from(PIECES) | st.binary(max_size=6), max_size=60),
    ending=st.sampled_from([".csv", ".tsv"]),
)
def test_any_bytes_give_documents_or_reasons(
    tmp_path_factory: pytest.TempPathFactory, *, pieces: list[bytes], ending: str
) -> None:
    path = tmp_path_factory.mktemp("table") / f"a{ending}"
    path.write_bytes(b"url,text\n" + b"".join(pieces))
    limits = DocumentLimits(document_bytes=120, text_chars=1_000)
    items = read_file(path, limits=limits)
    assert items
    for item in items:
        if isinstance(item, Capture):
            assert len(unpack_capture(item)) == 1
            assert read_listed_page(item) is None or item.line
