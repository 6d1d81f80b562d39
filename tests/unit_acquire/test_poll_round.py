"""Rounds of polls of two hundred outlets over days of simulated time: nothing lost or doubled, no policy broken.

What the outlets published and their server served is held against the tables. The way of the entries into the tables is
that of a run, without Prefect and without models.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import format_datetime
from itertools import count, pairwise
from pathlib import Path
from statistics import mean
from typing import Any

import duckdb
import pytest

from flows.acquire.collector import Collector
from flows.acquire.feed_rows import feed_id, new_row
from flows.acquire.poll_round import due_page_requests, fetch_page_batch, poll_round
from flows.load.batches import archive_of
from flows.runtime.settings import Settings
from tasks.archive.log import Position
from tasks.model.stages import Capture
from tasks.namesakes.name_matching import match_names
from tasks.pipeline.refine_batch import refine
from tasks.web.fetch import FetchPolicy
from tests.support.feed_server import FeedServer, Reply
from tests.support.simulation import HOUR, START, Clock, Move, Outlet, Served, Spell, World, hosts
from warehouse.db.connect import WRITER, attached, workspace, writer
from warehouse.load.archive_position import loaded_until
from warehouse.load.staging import staged
from warehouse.load.transaction import load
from warehouse.model.watch_records import FeedRow
from warehouse.watch.watch import Watched, describe_feeds, due_feeds, keep

pytestmark = pytest.mark.slow

log = logging.getLogger(__name__)

DAYS = 3
LATER = 24 * 10  # hours: one more round, when the week is over that a feed that is gone rests
LOAD_EVERY = 6  # rounds: a load costs as much as a round
FEEDS = 200
TOKEN = re.compile(r"[a-z0-9]+x\d+\b")
POLICY = FetchPolicy(
    user_agent="Dateline/test", allowed_networks=("127.0.0.0/8",), spacing_seconds=0.0, read_seconds=3.0
)
BUSY = Reply(status=429, headers={"Retry-After": "10800"})  # three hours
SLOW = Reply(delay=30.0)


def at(hours: float) -> datetime:
    return START + hours * HOUR


def population() -> list[Outlet]:
    """Outlets with one habit each, which have a test each, and as many others as there is room for."""
    free = hosts()
    special = [
        Outlet(name="missing", host=next(free), spells=[Spell(20, 26, Reply(status=404, body=b"no"))]),
        Outlet(name="gone", host=next(free), spells=[Spell(30, 60, Reply(status=410))]),
        Outlet(name="busy", host=next(free), rate=24, spells=[Spell(10, 16, BUSY)]),
        Outlet(
            name="busydate",
            host=next(free),
            rate=24,
            window=10,
            spells=[
                Spell(10, 16, Reply(status=429, headers={"Retry-After": format_datetime(at(17), usegmt=True)})),
            ],
        ),
        Outlet(
            name="upkeep",
            host=next(free),
            rate=24,
            window=10,
            spells=[Spell(30, 36, Reply(status=503, headers={"Retry-After": "14400"}))],
        ),
        Outlet(name="broken", host=next(free), rate=24, spells=[Spell(12, 20, Reply(status=500))]),
        Outlet(name="closed", host=next(free), rate=24, spells=[Spell(12, 20, Reply(status=403))]),
        Outlet(
            name="nofeed",
            host=next(free),
            rate=24,
            spells=[Spell(12, 20, Reply(headers={"Content-Type": "text/html"}, body=b"<html><p>Soon back.</html>"))],
        ),
        Outlet(name="slow", host=next(free), rate=48, spells=[Spell(15, 18, SLOW)]),
        Outlet(name="cut", host=next(free), rate=24, spells=[Spell(15, 17, Reply(body=b"<rss", length=99))]),
        Outlet(name="moved", host=next(free), rate=24, move=Move(24, 999, 301, next(free)), edits=True),
        Outlet(name="movedatom", host=next(free), form="atom", rate=24, move=Move(24, 999, 308, next(free))),
        Outlet(name="astray", host=next(free), rate=24, move=Move(10, 999, 302, next(free))),
        Outlet(name="blip", host=next(free), rate=24, move=Move(24, 30, 301, next(free))),
        Outlet(name="changing", host=next(free), guids="changing", validators="none", rate=12, edits=True),
        Outlet(name="constant", host=next(free), guids="constant", rate=12, edits=True),
        Outlet(name="tracking", host=next(free), links="tracking", validators="none", rate=12, edits=True),
        Outlet(name="trackonly", host=next(free), links="tracking", guids="none", validators="none", rate=12),
        Outlet(name="both", host=next(free), links="tracking", guids="changing", validators="none", edits=True),
        Outlet(name="noguid", host=next(free), guids="none", edits=True, rate=12),
        Outlet(name="nolink", host=next(free), links="none", edits=True, rate=12),
        Outlet(name="nolinkmoved", host=next(free), links="none", rate=24, move=Move(24, 999, 301, next(free))),
        Outlet(name="slug", host=next(free), links="slug", edits=True, rate=12),
        Outlet(name="silent", host=next(free), rate=24, quiet=(30, 999)),
        Outlet(name="resumed", host=next(free), rate=24, quiet=(16, 54)),
        Outlet(name="burst", host=next(free), rate=24, window=15, burst=(40.0, 120)),
        Outlet(name="stuck", host=next(free), validators="stuck", rate=24),
        Outlet(name="frozen", host=next(free), validators="frozen", rate=24),
        Outlet(name="ttl", host=next(free), rate=48, hints="<ttl>240</ttl>"),
        Outlet(
            name="period",
            host=next(free),
            rate=48,
            window=10,
            hints="<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
        ),
        Outlet(name="fresh", host=next(free), rate=48, headers={"Cache-Control": "max-age=14400"}),
        Outlet(
            name="nights",
            host=next(free),
            rate=48,
            window=10,
            hints=f"<skipHours>{''.join(f'<hour>{hour}</hour>' for hour in (22, 23, 0, 1, 2, 3, 4, 5))}</skipHours>",
        ),
        Outlet(name="wednesdays", host=next(free), rate=48, hints="<skipDays><day>Wednesday</day></skipDays>"),
        Outlet(name="fast", host=next(free), rate=120, window=12),
        Outlet(name="outrun", host=next(free), form="json", rate=240, window=8),
        Outlet(name="weekly", host=next(free), rate=1 / 7),
        Outlet(name="dated", host=next(free), validators="modified", rate=0.5),
        Outlet(name="weak", host=next(free), validators="weak", rate=0.5),
        Outlet(name="bare", host=next(free), validators="none", rate=1 / 7),
    ]
    special += [
        Outlet(name="copied", host=next(free), rate=12),
        Outlet(name="host", host="127.9.9.9", rate=12),
        Outlet(name="merging", host=next(free), rate=24, move=Move(24, 999, 301, "127.9.9.9")),
    ]
    special.append(Outlet(name="copier", host=next(free), form="atom", of=special[-3]))
    rates = (1 / 7, 0.3, 0.5, 0.5, 1, 1, 2, 2, 4, 8)
    others = [
        Outlet(
            name=f"n{number}",
            host=next(free),
            form=("rss", "atom", "json")[number % 3],
            window=(10, 10, 10, 10, 25)[number // 3 % 5],
            rate=rates[number % 10],
            validators=("etag", "modified", "none", "weak", "etag")[number // 2 % 5],
            guids=("stable", "stable", "changing", "stable", "constant", "stable", "none")[number % 7],
            links=("plain", "tracking", "plain")[number // 5 % 3],
            edits=number % 4 == 0,
            restless=number % 6 == 0,
        )
        for number in range(FEEDS - len(special))
    ]
    return special + others


class Watch:
    """A watch list on a data directory, polled when the clock says so."""

    def __init__(self, home: Path, clock: Clock) -> None:
        self.home = home
        self.clock = clock
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.polls = 0
        self.settings = Settings(home=home)
        self._archive = archive_of(self.settings)
        self._rounds = count()

    def add(self, outlets: Sequence[Outlet]) -> None:
        rows = [self._row(outlet) for outlet in outlets]
        with writer(self.home, wait_seconds=5) as connection:
            keep(connection, Watched(feeds=rows), scratch=self.home)

    def _row(self, outlet: Outlet) -> FeedRow:
        """A feed by an id that has nothing to do with the port of the server: it decides when feeds are polled."""
        row = new_row(outlet.url, title=None, home_url=None, folder=(), pages=outlet.pages, now=self.clock())
        return replace(row, feed_id=feed_id(outlet.name))

    def poll(self, only: Container[str] | None = None) -> list[str]:
        """One round, like a run: asks what is due, or only these of it; gives what was in trouble."""
        with self._timed("due"), writer(self.home, wait_seconds=5) as connection:
            due = [row for row in due_feeds(connection, self.clock()) if only is None or row.url in only]
        self.polls += len(due)
        with self._timed("poll"):
            return asyncio.run(self._round(due))

    async def _round(self, due: Sequence[Any]) -> list[str]:
        async with self._collector() as collector:
            found, page_requests = await poll_round(due, collector, self.settings)
            if page_requests:
                await fetch_page_batch(page_requests, collector, self.settings)
        return found.troubled

    def recheck(self) -> None:
        async def check() -> None:
            async with self._collector() as collector:
                await fetch_page_batch(due_page_requests(self.settings, self.clock()), collector, self.settings)

        asyncio.run(check())

    def _collector(self) -> Collector:
        return Collector(self._archive, POLICY, run_id=f"run {next(self._rounds)}", clock=self.clock)

    def load(self) -> None:
        """What a run does with what stands in the log, in one process and without models."""
        with self._timed("load"):
            with writer(self.home, wait_seconds=5) as connection:
                start = Position(*loaded_until(connection))
            end = self._archive.end()
            log = [one for one, _ in self._archive.read(start, end) if isinstance(one, Capture)]
            batch = refine(log, pipelines={}, limits=self.settings.limits, deadline=nullcontext)
            with (
                workspace(self.home) as connection,
                staged(connection, [batch], self.home),
                attached(connection, self.home, wait_seconds=5),
            ):
                load(connection, match_names=match_names, run_id="load", now=self.clock(), end=(end.file, end.offset))

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What the tables say."""
        with duckdb.connect(str(self.home / WRITER), read_only=True) as connection:
            connection.execute("set TimeZone = 'UTC'")
            return connection.execute(query, list(values)).fetchall()

    @contextmanager
    def _timed(self, what: str) -> Iterator[None]:
        began = time.perf_counter()
        yield
        self.seconds[what] += time.perf_counter() - began


@dataclass(frozen=True, kw_only=True)
class Days:
    """The days that were simulated, and what the tables say of them. `silent` are those silent when they ended."""

    world: World
    watch: Watch
    silent: set[str]

    def id(self, name: str) -> str:
        """The id of a feed."""
        return feed_id(name)

    def history(self, name: str) -> list[str]:
        """What happened to a feed, in order, but for how its entries are known."""
        return [what for what, _, _ in self.events(name) if what != "identity"]

    def events(self, name: str) -> list[tuple[str, str, datetime]]:
        """The history of a feed with particulars and times."""
        query = "select what, detail, happened_at from ops.feed_history where feed_id = ? order by happened_at, rowid"
        return self.watch.rows(query, self.id(name))

    def feed(self, name: str) -> dict[str, Any]:
        """The row of a feed."""
        columns = [column for column, *_ in self.watch.rows("describe feeds")]
        return dict(zip(columns, self.watch.rows("from feeds where feed_id = ?", self.id(name))[0], strict=True))

    def asked(self, name: str) -> list[Served]:
        """The requests to the feed's own host."""
        outlet = self.world.outlets[name]
        return [served for served in outlet.served if served.host == outlet.host]

    def hours(self, name: str) -> list[float]:
        """When those came, in hours after the start."""
        return [(served.at - START) / HOUR for served in self.asked(name)]


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Days:
    """The days, simulated once for all tests."""
    return simulated(tmp_path_factory.mktemp("rounds"))


def simulated(home: Path) -> Days:
    """Days of polls, every hour what is due."""
    clock = Clock()
    world = World(population(), clock, days=LATER / 24)
    watch = Watch(home, clock)
    began = time.perf_counter()
    with FeedServer(all_loopback=True) as server:
        world.served_by(server)
        watch.add(list(world.outlets.values()))
        for hour in range(1, 24 * DAYS):
            clock.set(hour)
            watch.poll()
            if hour % LOAD_EVERY == 0:
                watch.load()
        with writer(watch.home, wait_seconds=5) as connection:
            silent = set(describe_feeds(connection, limit=1)[0])
        clock.set(LATER)
        watch.poll({world.outlets["gone"].url})
        watch.load()
    days = Days(world=world, watch=watch, silent=silent)
    log.info(
        "%d feeds, %d days, %d polls, %d requests, %d entries shown, %.0f s: %s",
        len(world.outlets),
        DAYS,
        watch.polls,
        len(server.asked),
        len(shown(world)),
        time.perf_counter() - began,
        {what: round(seconds, 1) for what, seconds in watch.seconds.items()},
    )
    return days


def shown(world: World) -> set[str]:
    """The tokens of all stories that a served document showed."""
    return {token for outlet in world.outlets.values() for token in outlet.tokens()}


# Nothing lost, nothing doubled


def test_every_entry_that_was_served_is_one_article(days: Days) -> None:
    articles = [
        set(TOKEN.findall(f"{title} {text}")) for title, text in days.watch.rows("select title, text from articles")
    ]
    assert [tokens for tokens in articles if len(tokens) != 1] == []
    found = Counter(token for tokens in articles for token in tokens)
    expected = shown(days.world)
    assert len(expected) > 3_000
    assert expected - found.keys() == set()
    assert found.keys() - expected == set()
    assert {token: number for token, number in found.items() if number > 1} == {}
    assert days.watch.rows("from ops.rejects") == []


def test_every_entry_of_a_feed_is_known_once(days: Days) -> None:
    """Independent of the addresses by which the tables know articles."""
    known = dict(days.watch.rows("select feed_id, count(*) from ops.entries group by feed_id"))
    outlets = [outlet for outlet in days.world.outlets.values() if outlet.name != "merging"]
    wrong = {
        outlet.name: (known.get(feed_id(outlet.name), 0), len(outlet.tokens()))
        for outlet in outlets
        if known.get(feed_id(outlet.name), 0) != len(outlet.tokens())
    }
    assert wrong == {}


def test_articles_say_what_their_feed_said_last(days: Days) -> None:
    titles = {TOKEN.findall(title)[-1]: title for (title,) in days.watch.rows("select title from articles")}
    wrong, edited = {}, 0
    for outlet in days.world.outlets.values():
        stories = {story.token: story for story in outlet.stories}
        last = {token: served.at for served in outlet.served for token in served.tokens}
        for token, moment in last.items():
            expected = outlet.entry(stories[token], moment)[2]
            edited += "goes ahead" in expected
            if titles[token] != expected:
                wrong[token] = (titles[token], expected)
    assert wrong == {}
    assert edited > 200


def test_what_was_missed_lies_in_a_gap(days: Days) -> None:
    """A story that came and went between two documents is in no table, but the time in which it did is."""
    gaps = defaultdict(list)
    for feed, since, until in days.watch.rows("select feed_id, since, until from ops.poll_gaps"):
        gaps[feed].append((since, until))
    missed, unseen = Counter[str](), []
    for outlet in days.world.outlets.values():
        whole = [served.at for served in outlet.served if served.tokens]
        for story in outlet.stories:
            if whole[0] < story.at < whole[-1] and story.token not in outlet.tokens():
                missed[outlet.name] += 1
                if not any(since <= story.at <= until for since, until in gaps[feed_id(outlet.name)]):
                    unseen.append(story)
    assert unseen == []
    assert missed["burst"] > 100
    assert missed["outrun"] > 100


def test_a_gap_says_how_much_may_have_been_missed(days: Days) -> None:
    query = "select since, until, estimated_missed from ops.poll_gaps where feed_id = ?"
    ((since, until, estimated),) = [
        gap for gap in days.watch.rows(query, days.id("burst")) if gap[0] <= START + 41 * HOUR <= gap[1] + HOUR
    ]
    outlet = days.world.outlets["burst"]
    missed = sum(since < story.at < until and story.token not in outlet.tokens() for story in outlet.stories)
    assert missed / 5 < estimated < missed * 5


def test_the_gaps_of_a_feed_that_is_too_fast_add_up(days: Days) -> None:
    query = "select sum(estimated_missed), count(*) from ops.poll_gaps where feed_id = ?"
    ((estimated, gaps),) = days.watch.rows(query, days.id("outrun"))
    outlet = days.world.outlets["outrun"]
    missed = sum(START + HOUR < story.at < outlet.served[-1].at for story in outlet.stories) - len(outlet.tokens())
    log.info("outrun: %d gaps, %d entries missed, %d by estimate", gaps, missed, estimated)
    assert missed / 2 < estimated < missed * 2


def test_feeds_that_are_read_in_time_have_no_gaps(days: Days) -> None:
    """Fifty are polled at their own rhythm alone; a burst by chance may outrun one or two of them."""
    gaps = dict(days.watch.rows("select feed_id, count(*) from ops.poll_gaps group by feed_id"))
    others = [name for name in days.world.outlets if re.fullmatch(r"n\d+", name)]
    assert sum(gaps.get(days.id(name), 0) for name in others) < len(others) / 20


# Every answer is archived before it is used


def test_every_answer_is_in_the_archive(days: Days) -> None:
    stored = Counter(days.watch.rows("select uri, status from ops.captures where status is not null"))
    served = Counter(
        (f"http://{one.host}:{outlet.port}/feed", one.status)
        for outlet in days.world.outlets.values()
        for one in outlet.served
        if not (outlet.name in {"slow", "cut"} and one.status == 200 and not one.tokens)
    )
    assert stored == served


def test_an_entry_is_archived_again_only_when_it_says_something_else(days: Days) -> None:
    """Not for a guid, a link or a place in the document that changes with every request."""
    entries = days.watch.rows("select count(*) from ops.captures where media = 'entry'")[0][0]
    changed = days.watch.rows("select count(*) from article_versions")[0][0]
    copies = len(days.world.outlets["copier"].tokens() & days.world.outlets["copied"].tokens())
    assert changed <= entries <= changed + copies


def test_every_poll_is_a_row_of_requests(days: Days) -> None:
    assert days.watch.rows("select count(*) from ops.fetches where purpose = 'feed'") == [(days.watch.polls,)]


# The policy, a row each


def test_feeds_are_asked_at_their_own_rhythm(days: Days) -> None:
    polls = {name: len(days.asked(name)) for name in days.world.outlets}
    assert polls["fast"] > 24 > polls["weekly"] >= DAYS
    assert days.watch.polls < len(days.world.outlets) * 24 * DAYS / 8
    for name in ("frozen", "stuck", "copied", "n6"):
        waits = [after - before for before, after in pairwise(days.hours(name))]
        assert max(waits) <= 25, name


def test_a_third_to_two_thirds_of_a_document_are_known(days: Days) -> None:
    for name in ("fast", "astray", "blip", "moved"):
        later = [served for served in days.world.outlets[name].served if served.at > START + 24 * HOUR]
        documents = [served.tokens for served in later if served.tokens]
        known = [len(before & after) / len(after) for before, after in pairwise(documents)]
        assert 1 / 3 < mean(known) < 2 / 3, name


def test_honest_validators_save_the_document(days: Days) -> None:
    for name in ("weekly", "dated", "weak"):
        served = days.world.outlets[name].served
        assert {one.status for one in served[1:]} <= {200, 304}, name
        assert sum(one.status == 304 for one in served) > 0, name
        assert not days.feed(name)["validators_lie"], name


def test_validators_that_lie_are_found_out_and_left_out(days: Days) -> None:
    assert {
        name
        for name in days.world.outlets
        if "validators_lie" in days.history(name) or days.feed(name)["validators_lie"]
    } == {"stuck", "frozen"}
    for name in ("stuck", "frozen"):
        found = next(moment for what, _, moment in days.events(name) if what == "validators_lie")
        later = [served for served in days.asked(name) if served.at > found]
        assert len(later) > 3, name
        assert all("if-none-match" not in served.headers for served in later), name
        assert all(served.status == 200 for served in later), name


def test_the_same_body_is_seen_to_be_the_same(days: Days) -> None:
    assert {one.status for one in days.asked("bare")} == {200}
    assert days.feed("bare")["last_kind"] == "same_body"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("missing", "not_found"),
        ("broken", "server_error"),
        ("closed", "blocked"),
        ("nofeed", "not_a_feed"),
        ("slow", "unreachable"),
        ("cut", "unreachable"),
    ],
)
def test_failures_pass(days: Days, name: str, kind: str) -> None:
    spell = days.world.outlets[name].spells[0]
    failing, recovered = [event for event in days.events(name) if event[0] in {"failing", "recovered"}]
    assert (failing[0], recovered[0]) == ("failing", "recovered")
    assert failing[1].startswith(kind)
    assert spell.start * HOUR <= failing[2] - START <= spell.end * HOUR
    assert recovered[2] >= START + spell.end * HOUR
    feed = days.feed(name)
    assert (feed["status"], feed["failures"], feed["removed_at"]) == ("active", 0.0, None)


def test_failures_are_followed_up_with_growing_patience(days: Days) -> None:
    hours = [round(hour) for hour in days.hours("closed") if 12 <= hour < 20]
    waits = [after - before for before, after in pairwise(hours)]
    assert len(waits) >= 2
    assert waits == sorted(waits)


def test_a_feed_that_is_gone_rests_a_week_and_is_asked_again(days: Days) -> None:
    assert [what for what in days.history("gone") if what in {"rests", "failing", "recovered"}] == [
        "rests",
        "recovered",
    ]
    gone = next(served.at for served in days.asked("gone") if served.status == 410)
    assert next(served.at - gone for served in days.asked("gone") if served.at > gone) >= 168 * HOUR
    assert days.feed("gone")["status"] == "active"


@pytest.mark.parametrize("name", ["busy", "upkeep"])
def test_a_server_that_asks_for_a_pause_has_it(days: Days, name: str) -> None:
    pauses = 0
    for before, after in pairwise(days.asked(name)):
        if before.status in {429, 503}:
            pauses += 1
            assert after.at - before.at >= (3 if name == "busy" else 4) * HOUR
    assert pauses > 0


def test_a_server_that_names_the_hour_is_asked_then(days: Days) -> None:
    refused = next(
        hour for hour, one in zip(days.hours("busydate"), days.asked("busydate"), strict=True) if one.status == 429
    )
    assert next(hour for hour in days.hours("busydate") if hour > refused) >= 17


@pytest.mark.parametrize("name", ["moved", "movedatom", "nolinkmoved"])
def test_a_redirect_for_good_that_stays_moves_the_feed(days: Days, name: str) -> None:
    outlet = days.world.outlets[name]
    assert outlet.move
    assert days.history(name) == ["moved"]
    ((_, detail, moved),) = [event for event in days.events(name) if event[0] == "moved"]
    new = f"http://{outlet.move.host}:{outlet.port}/feed"
    assert detail == f"{outlet.url} -> {new}"
    assert days.feed(name)["url"] == new
    assert sum(served.status == outlet.move.status for served in days.asked(name)) == 3
    assert max(served.at for served in days.asked(name)) < moved < max(served.at for served in outlet.served)


@pytest.mark.parametrize("name", ["astray", "blip"])
def test_a_redirect_that_may_end_moves_nothing(days: Days, name: str) -> None:
    assert days.history(name) == []
    assert days.feed(name)["url"] == days.world.outlets[name].url
    assert days.feed(name)["moved_url"] is None
    assert any(served.host != days.world.outlets[name].host for served in days.world.outlets[name].served)


def test_a_feed_that_moves_to_one_that_is_watched_is_merged_with_it(days: Days) -> None:
    assert days.history("merging") == ["moved", "merged"]
    removed = days.feed("merging")["removed_at"]
    assert removed is not None
    assert max(served.at for served in days.asked("merging")) < removed
    assert days.feed("host")["removed_at"] is None


def test_no_address_is_asked_twice_in_a_round(days: Days) -> None:
    """Not even where two feeds led to it, once that is known."""
    merged = days.feed("merging")["removed_at"]
    asked = Counter(
        (served.host, (served.at - START) // HOUR)
        for outlet in days.world.outlets.values()
        for served in outlet.served
        if outlet.name != "host" or served.at > merged
    )
    assert max(asked.values()) == 1


@pytest.mark.parametrize(("name", "hours"), [("ttl", 4), ("period", 6), ("fresh", 4)])
def test_a_feed_that_wants_fewer_polls_is_left_alone(days: Days, name: str, hours: int) -> None:
    waits = [after - before for before, after in pairwise(days.hours(name))]
    assert len(waits) > 5
    assert min(waits) >= hours - 0.001


def test_hours_and_days_are_skipped(days: Days) -> None:
    # Due before ten in the evening, asked in the round of ten.
    assert {served.at.hour for served in days.asked("nights")} <= set(range(6, 23))
    assert len(days.asked("nights")) > 10
    # A feed is never left alone for longer than a day, so that a skipped day costs one poll in place of ten.
    days_of_week = Counter(served.at.weekday() for served in days.asked("wednesdays"))
    assert days_of_week[2] <= 1
    assert min(days_of_week[0], days_of_week[1]) > 4


def test_silence_is_noticed_and_so_is_its_end(days: Days) -> None:
    silent, resumed = days.world.outlets["silent"], days.world.outlets["resumed"]
    assert silent.url in days.silent
    assert resumed.url not in days.silent
    assert days.history("silent") == ["silent"]
    assert days.history("resumed") == ["silent", "resumed"]
    assert len(days.silent) < 5


@pytest.mark.parametrize(
    ("name", "identity"),
    [
        ("copied", "guid"),
        ("constant", "bare_link"),
        ("changing", "bare_link"),
        ("trackonly", "bare_link"),
        ("both", "bare_link"),
        ("noguid", "bare_link"),
        ("nolink", "guid"),
        ("slug", "guid"),
    ],
)
def test_entries_are_known_by_what_proved_steady(days: Days, name: str, identity: str) -> None:
    assert days.feed(name)["identity"] == identity
    logged = [detail for what, detail, _ in days.events(name) if what == "identity"]
    assert logged
    assert logged[-1].startswith(f"{identity}: ")


# Pages


def web_page(token: str, *, mended: bool = False) -> Reply:
    """A page of three paragraphs on a story."""
    said = f"The harbour master of Oldport said that {token} would go on {'in May' if mended else 'in the spring'}."
    body = "".join(
        f"<p>{said} {number} of the members had voted against it after a long debate.</p>" for number in "248"
    )
    title = f"Council votes on harbour plan {token}"
    html = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>"
    return Reply(headers={"Content-Type": "text/html"}, body=html.encode())


def test_pages_that_cannot_be_had_are_entries_until_they_can(tmp_path: Path) -> None:
    """A day with pages: each entry is one article, whatever becomes of its page."""
    clock, free = Clock(), hosts()
    names = ("fine", "shut", "wall", "lost", "flaky", "barred", "mended")
    outlets = [Outlet(name=name, host=next(free), rate=3, window=4, pages=True) for name in names]
    world = World(outlets, clock, days=2)
    asked: Counter[str] = Counter()

    def page(outlet: Outlet, token: str, now: datetime) -> Reply:
        asked[token] += 1
        if outlet.name in {"wall", "lost"}:
            return Reply(status=402 if outlet.name == "wall" else 404)
        if (outlet.name == "shut" and now < START + 12 * HOUR) or (outlet.name == "flaky" and asked[token] < 3):
            return Reply(status=403 if outlet.name == "shut" else 500)
        return web_page(token, mended=outlet.name == "mended" and now > START + 4 * HOUR)

    world.pages = page
    world.robots["barred"] = b"User-agent: *\nDisallow: /news\n"
    watch = Watch(tmp_path, clock)
    early: list[tuple[Any, ...]] = []
    with FeedServer(all_loopback=True) as server:
        world.served_by(server)
        watch.add(outlets)
        for hour in (*range(1, 27), 32, 60):  # the last are for what is tried again after 6 and 24 hours
            clock.set(hour)
            if hour < 24:
                watch.poll()
            watch.recheck()
            if hour in {2, 14, 60}:
                watch.load()
            early = early or watch.rows("select title, text, truncated_because, version, is_truncated from articles")
    found = watch.rows("select title, text, truncated_because, version, is_truncated from articles")
    assert len(found) > 7 * 4
    assert Counter(token for title, *_ in found for token in TOKEN.findall(title)) == dict.fromkeys(shown(world), 1)
    assert early
    states = {name: [row for row in found if name in row[0]] for name in names}
    for name in ("fine", "shut", "flaky", "mended"):
        assert all("harbour master of Oldport said" in text for _, text, *_ in states[name]), name
        assert not any(truncated for *_, truncated in states[name]), name
    for name, why in (("wall", "paywall"), ("lost", "not_found"), ("barred", "robots")):
        assert all("known as" in text and because == why for _, text, because, *_ in states[name]), name
        assert all(truncated for *_, truncated in states[name]), name
    assert {because for title, _, because, *_ in early if "shut" in title} == {"blocked"}
    assert {because for title, _, because, *_ in early if "flaky" in title} <= {"server_error", None}
    assert {version for *_, version, _ in states["fine"]} == {1}
    assert {version for *_, version, _ in states["wall"]} == {1}
    assert 2 in {version for *_, version, _ in states["mended"]}
