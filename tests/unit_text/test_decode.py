"""Bytes to text: what is readable is read, what is not is refused with a reason."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.model.stages import Reject
from tasks.text.decode import decode, lone_surrogate, repair
from warehouse.model.vocabulary import Reason

FRENCH = "Le président a annoncé mardi que l’été serait très chaud, a-t-on appris à Paris. " * 5
RUSSIAN = "Президент заявил во вторник, что переговоры в Москве продолжатся до конца недели. " * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_text_in_any_usual_encoding_is_read(encoding: str) -> None:
    assert decode(FRENCH.encode(encoding)) == FRENCH


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
