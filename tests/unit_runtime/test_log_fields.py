"""Fields of a log line are readable, one line, and without secrets."""

from __future__ import annotations

import json
import re
import shlex
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.runtime.log_fields import clean_fields, format_fields, mask_quotations, mask_secrets

HIDDEN = "hunter2hunter2"


@pytest.mark.parametrize(
    ("address", "logged"),
    [
        ("https://news.example/rss.xml", "https://news.example/rss.xml"),
        ("https://news.example:8443/a/b.xml#c", "https://news.example:8443/a/b.xml"),
        (f"https://reader:{HIDDEN}@news.example/rss", "https://news.example/rss"),
        (f"https://{HIDDEN}@news.example/rss", "https://news.example/rss"),
        (f"https://reader:{HIDDEN} with space@news.example/rss", "https://news.example/rss"),
        (f"https://reader:{HIDDEN}/slash@news.example/rss", "https://..."),
        (f"https://reader:{HIDDEN}@one@news.example/rss", "https://news.example/rss"),
        (f"https://news.example/rss?token={HIDDEN}", "https://news.example/rss?..."),
        (f"https://news.example/rss?{HIDDEN}", "https://news.example/rss?..."),
        (f"https://news.example/rss?a=1&b={HIDDEN}#c", "https://news.example/rss?..."),
        (f"https://news.example/rss#{HIDDEN}", "https://news.example/rss"),
        (f"postgresql+asyncpg://dateline:{HIDDEN}@db/prefect", "postgresql+asyncpg://db/prefect"),
        ("http://[2001:db8::1]:8080/feed", "http://[2001:db8::1]:8080/feed"),
        ("https://pods.example/private/0b7c64f2d1e94a31b6f0/rss", "https://pods.example/private/.../rss"),
        ("https://pods.example/f/0b7c64f2-d1e9-4a31-b6f0-0b7c64f2d1e9.rss", "https://pods.example/f/..."),
        ("https://news.example/2026/11/22/council-votes-on-harbour-plan", None),
        ("https://news.example/@editor/feed", None),
    ],
)
def test_an_address_is_logged_without_credentials(address: str, logged: str | None) -> None:
    assert mask_secrets(address) == (logged or address)
    assert mask_secrets(f"feed: {address}: HTTP status 500").startswith(f"feed: {(logged or address).split('?')[0]}")
    assert HIDDEN not in mask_secrets(f"redirected to {address}")


@pytest.mark.parametrize(
    "text",
    [
        f"token={HIDDEN}",
        f"X-Api-Key: {HIDDEN}",
        f'{{"password": "{HIDDEN} and more {HIDDEN}"}}',
        f"Authorization: Bearer {HIDDEN}",
        f"authorization: Basic {HIDDEN} {HIDDEN}",
        f"Set-Cookie: session={HIDDEN}; Path=/",
        f"illegal request line GET /feed?key={HIDDEN} HTTP/1.1",
        f"robots.txt disallows /feed?key={HIDDEN}",
        f"PREFECT_API_AUTH_STRING='admin:{HIDDEN}'",
        f"AWS_SECRET_ACCESS_KEY={HIDDEN}",
    ],
)
def test_named_secrets_are_left_out_of_any_text(text: str) -> None:
    assert HIDDEN not in mask_secrets(text)


def test_values_known_to_be_secret_are_left_out_wherever_they_stand() -> None:
    assert mask_secrets(f"the server did not like {HIDDEN}.", [HIDDEN]) == "the server did not like ...."


@pytest.mark.parametrize(
    "text", ["3 tokens=5 authors=2", "the author: Jane", "HTTP status 401", "not done within 20 s", "disk=full"]
)
def test_plain_words_stay(text: str) -> None:
    assert mask_secrets(text) == text


def test_the_wording_of_an_error_loses_what_it_quotes() -> None:
    assert mask_quotations("illegal status line: bytearray(b'HTTP/1.1 Oldport votes')") == (
        "illegal status line: bytearray(b...)"
    )
    assert mask_quotations("Prefect's server didn't start, and the user's disk is full") == (
        "Prefect's server didn't start, and the user's disk is full"
    )
    assert clean_fields({"detail": 'begins with "Oldport "votes""'}) == {"detail": "begins with ..."}


def test_a_field_named_like_a_secret_has_no_value() -> None:
    assert clean_fields({"api_key": 5, "parameters": {"token": "x", "source": "a"}, "rest": None}) == {
        "api_key": "...",
        "parameters": {"token": "...", "source": "a"},
    }


def test_values_are_written_as_a_reader_of_logs_expects() -> None:
    fields = {
        "documents": 3,
        "seconds": 0.53219,
        "whole": True,
        "next": datetime(2026, 3, 2, 7, tzinfo=timezone(timedelta(hours=1))),
        "home": Path("/data/my news"),
        "title": 'a "b" = c\\d',
        "empty": "",
        "paths": ["a.txt", "b c.txt"],
        "nothing": None,
    }
    assert format_fields(clean_fields(fields)) == (
        "documents=3 seconds=0.532 whole=true next=2026-03-02T06:00:00Z "
        'home="/data/my news" title="a \\"b\\" = c\\\\d" empty="" paths="[\\"a.txt\\", \\"b c.txt\\"]"'
    )


@pytest.mark.parametrize(
    ("name", "logged"),
    [
        ("a\nb", r'"a\nb"'),
        ("a\r\nWARNING dateline.run failed", r'"a\r\nWARNING dateline.run failed"'),
        ("a\x1b[31mb", '"a\\u001b[31mb"'),
        ("a\u2028b", '"a\\u2028b"'),
        ("a\u202eb", '"a\\u202eb"'),
        ("a\x85b", '"a\\u0085b"'),
        ("a\ud800b", '"a\\ud800b"'),
        ("Köln", "Köln"),
    ],
)
def test_what_a_feed_sends_cannot_begin_a_line_or_colour_a_terminal(name: str, logged: str) -> None:
    assert format_fields({"title": name}) == f"title={logged}"


def test_long_values_are_cut() -> None:
    fields = clean_fields({"url": "x" * 5_000, "paths": [f"{number}.txt" for number in range(1_000)]})
    assert len(format_fields(fields)) < 600
    paths = fields["paths"]
    assert isinstance(paths, list)
    assert paths[-1] == "990 more"


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
def test_any_value_can_be_read_back_from_its_line(value: str) -> None:
    line = format_fields({"before": 1, "value": value, "after": 2})
    assert "\n" not in line
    found = re.fullmatch(r'before=1 value=([^\s"]+|"(?:[^"\\]|\\.)*") after=2', line)
    assert found
    # What is escaped is escaped as JSON does it; a plain value is its own reading.
    assert (json.loads(found[1]) if found[1].startswith('"') else found[1]) == value


@given(st.text(alphabet=st.characters(exclude_characters="@?#/ \n'\"", exclude_categories=("C", "Z")), min_size=9))
def test_no_password_survives_in_an_address(password: str) -> None:
    text = mask_secrets(f"cannot read http://reader:{password}@news.example/rss?key={password}: 401")
    assert password not in text
    assert "news.example/rss" in text


def test_lines_are_split_by_a_shell_as_by_a_parser() -> None:
    line = format_fields({"feed": "ab12", "reason": "not found", "status": 404})
    assert dict(pair.split("=", 1) for pair in shlex.split(line)) == {
        "feed": "ab12",
        "reason": "not found",
        "status": "404",
    }
