"""robots.txt: what it lets us read, what its absence means, and how long it is remembered."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.web.responses import FetchFailure, Purpose, Refusal, Request, Response, Trouble
from tasks.web.robots import (
    ROBOTS_BYTES,
    RobotsCache,
    RobotsRules,
    interpret_robots_answer,
    parse_product_token,
    parse_robots,
)

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
SITE = "http://news.example"
REQUEST = Request(url=f"{SITE}/robots.txt", purpose=Purpose.ROBOTS)


def rules(text: str) -> RobotsRules:
    return parse_robots(text.encode(), "Dateline")


def answer(status: int, body: bytes = b"User-agent: *\nDisallow: /\n") -> Response:
    return Response(
        request=REQUEST, url=REQUEST.url, status=status, headers=(), body=body, received_at=NOW, seconds=0.0
    )


def failure(trouble: Trouble) -> FetchFailure:
    return FetchFailure(request=REQUEST, trouble=trouble, detail="", redirects=(), seconds=0.0)


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /private/", "/private/a", False),
        ("User-agent: *\nDisallow: /private/", "/private", True),
        ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf?x", True),
        ("User-agent: *\nDisallow: /b%C3%BC", "/b%C3%BC", False),
        ("User-agent: *\nDisallow: /bü", "/b%C3%BC", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: dateline\nAllow: /", "/a", True),
        ("User-agent: *\nAllow: /\n\nUser-agent: DATELINE/2.0 # ours\nDisallow: /", "/a", False),
        ("User-agent: GPTBot\nUser-agent: Dateline\nDisallow: /", "/a", False),
        ("User-agent: GPTBot\nDisallow: /", "/a", True),
        ("User-agent: date\nDisallow: /", "/a", True),
        ("User-agent: line\nDisallow: /", "/a", True),
        ("User-agent: Dateline*\nDisallow: /", "/a", False),
        ("User agent Dateline\nDisallow /", "/a", False),
        ("\ufeffUser-agent: *\r\nDisallow: /a\r\n", "/a", False),
        ("User-agent: *\nDisallow: /robots.txt", "/robots.txt", True),
        ("<html><body>Not found: /</body></html>", "/a", True),
        ("\x00\x01\x02: \x03", "/a", True),
    ],
)
def test_what_it_lets_us_read(text: str, path: str, allowed: bool) -> None:
    assert rules(text).allows(SITE + path) is allowed


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("", 0),
        ("User-agent: *\nCrawl-delay: 10", 10),
        ("User-agent: *\nCrawl-delay: 2.5\n\nUser-agent: Dateline\nDisallow: /x", 0),
        ("User-agent: *\nCrawl-delay: soon", 0),
        ("User-agent: *\nCrawl-delay: -3", 0),
        ("User-agent: *\nCrawl-delay: nan", 0),
    ],
)
def test_how_much_time_it_wants_between_requests(text: str, seconds: float) -> None:
    assert rules(text).delay == seconds


@pytest.mark.parametrize("status", [200, 204])
def test_an_answer_says_what_it_says(status: int) -> None:
    found = interpret_robots_answer(answer(status), "Dateline")
    assert isinstance(found, RobotsRules)
    assert not found.allows(f"{SITE}/a")


@pytest.mark.parametrize("status", [304, 400, 401, 403, 404, 410, 451])
def test_none_allows_everything(status: int) -> None:
    found = interpret_robots_answer(answer(status), "Dateline")
    assert isinstance(found, RobotsRules)
    assert found.allows(f"{SITE}/a")


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_in_trouble_allows_nothing_for_now(status: int) -> None:
    found = interpret_robots_answer(answer(status), "Dateline")
    assert isinstance(found, Refusal)
    assert (found.trouble, found.for_now, found.detail) == (Trouble.ROBOTS, True, f"robots.txt: status {status}")


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_means_none_or_nothing_for_now(trouble: Trouble) -> None:
    leads_nowhere = {
        *(Trouble.TOO_MANY_REDIRECTS, Trouble.REDIRECT_LOOP, Trouble.BAD_REDIRECT, Trouble.BAD_URL),
        *(Trouble.SCHEME, Trouble.CREDENTIALS, Trouble.PRIVATE_ADDRESS),
    }
    of_the_host = {
        *(Trouble.DNS, Trouble.CONNECT, Trouble.TLS, Trouble.TIMEOUT, Trouble.PROTOCOL, Trouble.RESTING),
    }
    found = interpret_robots_answer(failure(trouble), "Dateline")
    if trouble in leads_nowhere:
        assert isinstance(found, RobotsRules)
        assert found.allows(f"{SITE}/a")
    else:
        assert isinstance(found, Refusal)
        assert found.trouble is (trouble if trouble in of_the_host else Trouble.ROBOTS)
        assert found.for_now


@pytest.mark.parametrize(
    ("user_agent", "product"),
    [("Dateline/0.1 (+https://example.org/bot)", "Dateline"), ("Dateline", "Dateline"), (" My-Bot x", "My-Bot")],
)
def test_rules_are_addressed_to_a_product(user_agent: str, product: str) -> None:
    assert parse_product_token(user_agent) == product


def test_only_the_first_500_kib_count() -> None:
    filler = b"# filler\n" * (ROBOTS_BYTES // 9 + 1)
    early = parse_robots(b"User-agent: *\nDisallow: /a\n" + filler + b"Disallow: /b\n", "Dateline")
    assert not early.allows(f"{SITE}/a")
    assert early.allows(f"{SITE}/b")


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"User-agent: bot{number}" for number in range(20_000)) + "\n" + "Disallow: /a\n" * 20_000,
        "".join(f"User-agent: bot{number}\nDisallow: /{number}\n" for number in range(15_000)) * 2,
        "\n".join(f"User-agent: *{number}*" for number in range(20_000)) + "\n" + "Disallow: /a\n" * 20_000,
        "User-agent: *\n" + "Disallow: /*a*a*a*a*a*a*a*a*b$\n" * 16_000,
        "User-agent: *\nDisallow: /" + "*a" * 200_000 + "\n",
    ],
    ids=["groups-by-rules", "groups", "stars-in-names", "wildcards", "one-long-rule"],
)
def test_a_file_made_to_burn_time_burns_little(text: str) -> None:
    """Each takes under a second; the first, a tenth as long, took 12 s before names of others were made one."""
    before = time.process_time()
    found = rules(text)
    for _ in range(3):
        found.allows(f"{SITE}/" + "a" * 4_000)
    assert time.process_time() - before < 5


@given(st.binary(max_size=300), st.text(max_size=20))
def test_no_file_crashes_it(body: bytes, path: str) -> None:
    found = parse_robots(b"User-agent: *\nDisallow: " + body, "Dateline")
    assert found.allows(f"{SITE}/{path}") in {True, False}
    assert found.delay >= 0


def test_it_is_remembered_for_a_day() -> None:
    memory = RobotsCache()
    known = rules("User-agent: *\nDisallow: /")
    assert memory.put(SITE, known, NOW) is known
    assert memory.get(SITE, NOW + timedelta(hours=23)) is known
    assert memory.get(SITE, NOW + timedelta(hours=24)) is None
    assert memory.get("https://news.example", NOW) is None


def test_what_cannot_be_had_is_asked_for_again_soon_and_the_last_one_known_stays_in_force() -> None:
    memory = RobotsCache()
    trouble = Refusal(trouble=Trouble.ROBOTS, detail="robots.txt: status 500", for_now=True)
    assert memory.put(SITE, trouble, NOW) is trouble
    assert memory.get(SITE, NOW + timedelta(minutes=4)) is trouble
    assert memory.get(SITE, NOW + timedelta(minutes=5)) is None
    known = rules("User-agent: *\nDisallow: /a")
    memory.put(SITE, known, NOW)
    tomorrow = NOW + timedelta(days=2)
    assert memory.put(SITE, trouble, tomorrow) is known
    assert memory.get(SITE, tomorrow + timedelta(minutes=4)) is known
    assert memory.get(SITE, tomorrow + timedelta(minutes=5)) is None


def test_the_least_used_are_forgotten_before_memory_runs_out() -> None:
    memory, large = RobotsCache(), rules("# " + "x" * 400_000)
    memory.put("first", large, NOW)
    for number in range(100):
        memory.put(str(number), large, NOW)
        assert memory.get("first", NOW)
    assert len(memory) < 25
    for _ in range(100):
        memory.put("99", rules(""), NOW)
    assert memory.get("first", NOW), "replacing one is not adding one"
