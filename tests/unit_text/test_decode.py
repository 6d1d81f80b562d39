"""Bytes to text: what is readable is read, what is not is refused with a reason."""

from __future__ import annotations

import random
import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.model.stages import Reject
from tasks.text.decode import DECODE_LIMITS, decode, decode_cells, decode_json, find_encoding, lone_surrogate, repair
from tasks.text.line_reader import lines
from warehouse.model.vocabulary import Reason

FRENCH = "Le président a annoncé mardi que l’été serait très chaud, a-t-on appris à Paris. " * 5
RUSSIAN = "Президент заявил во вторник, что переговоры в Москве продолжатся до конца недели. " * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_in_any_usual_encoding_is_read(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding)) == FRENCH


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"),
        (FRENCH, "utf-8-sig"),
        (FRENCH, "utf-16"),
        (FRENCH, "utf-16-le"),
        (FRENCH, "utf-16-be"),
        (FRENCH, "cp1252"),
        (RUSSIAN, "cp1251"),
        ("Plain words only.", "ascii"),
    ],
)
def test_the_encoding_of_a_head_reads_the_text(text: str, encoding: str) -> None:
    body = text.encode(encoding)
    name = find_encoding(body)
    assert isinstance(name, str)
    assert body.decode(name).removeprefix("\ufeff") == decode(body) == text


@pytest.mark.parametrize("size", [3, 2, 1])
def test_a_head_that_ends_within_a_character_is_in_the_encoding_of_the_file(size: int) -> None:
    assert find_encoding(b"url,title\n" + "€".encode()[:size]) == "utf-8"


@pytest.mark.parametrize(
    ("sentence", "encoding"),
    [("水坝在周一决堤，镇上的居民被疏散。\n", "gb18030"), ("ダムは月曜日に決壊し、住民は避難した。\n", "cp932")],
)
def test_a_long_text_is_detected_wherever_the_sample_ends(sentence: str, encoding: str) -> None:
    text = sentence * (DECODE_LIMITS.sample_bytes // len(sentence))
    assert [decode((shift + text).encode(encoding)) for shift in ("", "x")] == [text, f"x{text}"]
    body = text.encode(encoding)
    assert {find_encoding(body[:size]) for size in range(4_000, 4_004)} == {encoding}


def test_the_cells_of_a_row_are_in_one_encoding_and_keep_what_they_hold() -> None:
    assert decode_cells([b"One\x0btwo", b"caf\xe9", b""]) == ["One\x0btwo", "café", ""]
    assert decode_cells([RUSSIAN.encode("cp1251"), b"a"]) == [RUSSIAN, "a"]
    surrogates = decode_cells([b"\xed\xa0\x80" * 9])
    assert isinstance(surrogates, Reject)
    assert "lone surrogates" in surrogates.detail


@pytest.mark.parametrize(
    ("head", "reason"),
    [(b" \n", Reason.EMPTY), (b"PK\x03\x04 words", Reason.BINARY), (bytes(range(256)) * 9, Reason.BINARY)],
)
def test_a_head_without_text_is_refused(head: bytes, reason: Reason) -> None:
    encoding = find_encoding(head)
    assert isinstance(encoding, Reject)
    assert encoding.reason is reason


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_undeclared_cyrillic_is_detected(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)) == RUSSIAN


@pytest.mark.parametrize(
    "text", ["naïve café", "He said “yes” – the euro rose to €5. ", "Der Müller grüßt den Bürgermeister von Köln. " * 9]
)
def test_a_few_bytes_beyond_ascii_are_western(text: str) -> None:
    assert decode(text.encode("cp1252")) == text


def test_polish_is_not_taken_for_western() -> None:
    text = (
        "Prezydent powiedział we wtorek, że rozmowy będą trwały do końca tygodnia w całym kraju. Zażółć gęślą jaźń. "
        * 5
    )
    assert decode(text.encode("cp1250")) == text


def test_valid_utf8_wins_over_a_wrong_declaration() -> None:
    page = f'<meta charset="iso-8859-1"><p>{FRENCH}'
    assert decode(page.encode()) == page


def test_a_page_that_says_utf8_and_is_not_is_read_as_what_it_is() -> None:
    page = f'<meta charset="utf-8"><p>{FRENCH}'
    assert decode(page.encode("cp1252")) == page


def test_the_web_reads_latin1_as_windows_1252() -> None:
    page = '<meta charset="iso-8859-1"><p>“So,” he said — “yes”.'
    assert decode(page.encode("cp1252")) == page


CHINESE = "总统星期二宣布，谈判将持续到本周末。据官方通讯社报道，双方代表在北京举行了会晤。" * 8
JAPANESE = "大統領は火曜日、協議が今週末まで続くと発表した。カメラの前で「合意は近い」と述べた。" * 8
KOREAN = "대통령은 화요일 협상이 이번 주말까지 계속될 것이라고 발표했다. 양측 대표가 서울에서 만났다. " * 8
GREEK = "Ο πρόεδρος ανακοίνωσε την Τρίτη ότι οι συνομιλίες θα συνεχιστούν στην Αθήνα. " * 8
DECLARATIONS = ("", '<meta charset="iso-8859-1">', '<meta charset="windows-1251">', '<meta charset="shift_jis">')


@pytest.mark.parametrize("declaration", DECLARATIONS)
@pytest.mark.parametrize(("stray", "shown"), [(b"\x92", "’"), (b"\xe9", "é"), (b"\xff", "ÿ"), (b"\x81", "\ufffd")])
def test_a_utf8_page_with_a_stray_byte_is_utf8(declaration: str, stray: bytes, shown: str) -> None:
    page = f"{declaration}<p>{FRENCH}{RUSSIAN}"
    assert decode(page.encode() + stray + b" end") == f"{page}{shown} end"


@pytest.mark.parametrize("declaration", DECLARATIONS)
def test_a_few_stray_bytes_and_one_curly_quotation_are_utf8(declaration: str) -> None:
    page = f"{declaration}<p>He said “yes” and left. "
    assert decode(page.encode() + b"caf\xe9 \x96 end") == f"{page}café – end"


def test_a_page_cut_within_a_character_is_utf8() -> None:
    assert decode(f"<p>{RUSSIAN}é".encode()[:-1]) == f"<p>{RUSSIAN}Ã"


@pytest.mark.parametrize(
    ("text", "encoding", "label"),
    [
        (FRENCH, "cp1252", "windows-1252"),
        (FRENCH.replace("’", "'") + "5 €", "iso8859-15", "iso-8859-15"),
        ("Zażółć gęślą jaźń. " * 20, "iso8859-2", "iso-8859-2"),
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (RUSSIAN, "iso8859-5", "iso-8859-5"),
        (GREEK, "iso8859-7", "iso-8859-7"),
        (CHINESE, "gb18030", "gb2312"),
        (CHINESE, "gbk", "gbk"),
        (JAPANESE, "shift_jis", "shift_jis"),
        (JAPANESE, "euc_jp", "euc-jp"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp"),
        (KOREAN, "euc_kr", "euc-kr"),
    ],
)
def test_a_page_in_another_declared_encoding_stays_what_it_is(text: str, encoding: str, label: str) -> None:
    page = f'<meta charset="{label}"><p>{text}'
    assert decode(page.encode(encoding)) == page
    assert decode(text.encode(encoding), f"text/html; charset={label}") == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("„MENÜ“, rief er. „ÖFFNUNG“, so die Frau. ", "cp1252"),
        ("«ООН», заявил он. «США», ответил другой. " * 9, "cp1251"),
    ],
)
def test_quotation_marks_behind_capitals_are_not_taken_for_utf8(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), f"text/plain; charset={encoding}") == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text",
    [
        "The president spoke.\nHe left.",
        "<html><p>The president spoke.",
        "\n<?xml version='1.0'?><rss/>",
        '{"text": "words"}',
        FRENCH,
        RUSSIAN,
        f"<p>{CHINESE}\n",
        f"{KOREAN}\n",
    ],
)
def test_wide_text_without_a_mark_is_read(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("form", ["<H", "<I", ">H"])
def test_numbers_in_binary_are_no_wide_text(form: str) -> None:
    assert isinstance(decode(b"".join(struct.pack(form, number) for number in range(3_000))), Reject)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32-be"])
def test_a_record_is_read_in_every_unicode_encoding(encoding: str, tmp_path: Path) -> None:
    assert decode_json('{"text": "café"}'.encode(encoding)) == '{"text": "café"}'
    path = tmp_path / "records.jsonl"
    path.write_bytes('{"text": "café"}\r\n{"text": "two"}\n'.encode(encoding))
    with path.open("rb") as file:
        read = [line for _, line in lines(file, cap_bytes=1_000) if isinstance(line, bytes)]
    assert [decode_json(line) for line in read] == ['{"text": "café"}', '{"text": "two"}']


def test_a_record_with_a_stray_byte_is_read_and_one_that_is_no_unicode_is_not() -> None:
    assert decode_json('{"text": "“café”'.encode() + b' \x96"}') == '{"text": "“café” –"}'
    assert isinstance(decode_json(b'{"text": "caf\xe9"}'), Reject)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", Reason.EMPTY),
        (b" \n\t ", Reason.EMPTY),
        (b"\xef\xbb\xbf  ", Reason.EMPTY),
        (b"%PDF-1.7 text", Reason.BINARY),
        (b"\x89PNG\r\n", Reason.BINARY),
        (b"PK\x03\x04words", Reason.BINARY),
        (b"\x00" * 4_000, Reason.BINARY),
        (random.Random(1).randbytes(5_000), Reason.BINARY),
        (b"words \xed\xa0\x80 words", Reason.UNDECODABLE),
        (b"\xff\xfeodd number!", Reason.UNDECODABLE),
        (b"\xef\xbb\xbf caf\xe9", Reason.UNDECODABLE),
    ],
)
def test_what_is_no_text_is_refused(body: bytes, reason: Reason) -> None:
    refused = decode(body)
    assert isinstance(refused, Reject)
    assert refused.reason is reason


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_reason(body: bytes) -> None:
    assert isinstance(decode(body), (str, Reject))


def test_mojibake_is_repaired_and_typography_is_left_alone() -> None:
    assert repair("â€œNo,â€\x9d she said â€” cafÃ©") == "“No,” she said — café"
    assert repair("“No” — ﬁrst ２０２０ &amp; ‘so’") == "“No” — ﬁrst ２０２０ &amp; ‘so’"
    assert repair("a\r\nb\x00c\x1b[31md") == "a\nbcd"


@given(st.text(max_size=60))
def test_repaired_text_has_no_surrogate_and_stays_as_it_is(text: str) -> None:
    once = repair(text)
    assert lone_surrogate(once) is None
    assert repair(once) == once


def test_a_lone_surrogate_is_found() -> None:
    assert lone_surrogate("ab\ud83d") == 2
    assert lone_surrogate("ab😀") is None


def test_a_zero_byte_within_a_line_makes_no_wide_file(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(b'{"text": "a\0b"}\n{"text": "two"}\n')
    with path.open("rb") as file:
        read = [line for _, line in lines(file, cap_bytes=1_000)]
    assert read == [b'{"text": "a\0b"}', b'{"text": "two"}']
