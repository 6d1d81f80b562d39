"""Two hundred outlets that publish for days, their servers with every habit of the field, and a clock that is set.

Everything follows from the outlets and the time: what an outlet has published, what its document then shows, what its
server answers. What was asked and which stories a document showed that was served whole (status 200) is noted down, so
that a test can hold the tables against it. A story is known by its token, a word of its text, whatever else is changed.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import sha256
from html import escape

from tests.support.feed_server import Asked, FeedServer, Reply, conditional, redirect

START = datetime(2026, 3, 2, 6, tzinfo=UTC)  # a Monday
HOUR = timedelta(hours=1)
TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
ENTRY = (
    "The council of Oldport voted on Tuesday to go on with the plan that is known as {token}, {passed} to four, after "
    "a debate of three hours. The harbour master said that the work would begin in the spring."
)


class Clock:
    """Simulated time. It stands still until it is set, but for a microsecond a look: no two moments are the same."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """The time, in UTC."""
        self.now += timedelta(microseconds=1)
        return self.now

    def set(self, hours: float) -> datetime:
        """Goes to so many hours after the start."""
        self.now = START + hours * HOUR
        return self.now


@dataclass(frozen=True, slots=True)
class Story:
    """Something published. From `edited_at` on it has another headline and other words."""

    token: str
    at: datetime
    edited_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Spell:
    """From one hour to another (since the start) the server answers like this, in place of the feed."""

    start: float
    end: float
    reply: Reply


@dataclass(frozen=True, slots=True)
class Move:
    """From one hour to another the outlet's own host sends everybody to another host, with this status."""

    start: float
    end: float
    status: int
    host: str


@dataclass(frozen=True, slots=True)
class Served:
    """A request and what was answered. `whole` is whether a document of the feed was sent, `tokens` what it showed."""

    at: datetime
    host: str
    headers: Mapping[str, str]
    status: int
    tokens: frozenset[str]


@dataclass(slots=True, kw_only=True)
class Outlet:
    """An outlet, its feed and its server. Rates are in stories a day.

    `validators`: etag, weak, modified, none; stuck (one ETag for ever, and 304 to whoever shows it), frozen (one ETag
    for ever, and a body all the same). `guids`: stable, changing (with every request), constant, none. `links`: plain,
    tracking (with every request another), slug (that of the headline), none. `restless`: every body has a new date.
    `hints` is XML for the head of an RSS channel, `headers` go with every answer.
    """

    name: str
    host: str
    form: str = "rss"
    window: int = 10
    rate: float = 8.0
    validators: str = "etag"
    guids: str = "stable"
    links: str = "plain"
    edits: bool = False
    restless: bool = False
    hints: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    spells: Sequence[Spell] = ()
    move: Move | None = None
    quiet: tuple[float, float] = (0.0, 0.0)  # hours in which it publishes nothing
    burst: tuple[float, int] = (0.0, 0)  # an hour in which so many stories come at once
    of: Outlet | None = None  # whose stories these are
    pages: bool = False
    port: int = 80
    stories: list[Story] = field(default_factory=list)
    served: list[Served] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where its feed is."""
        return f"http://{self.host}:{self.port}/feed"

    def publish(self, days: float) -> None:
        """Everything it will have published after so many days, and enough before the start to fill its document."""
        if self.of:
            self.stories = self.of.stories
            return
        noise = random.Random(self.name)
        at, end = START - 1.5 * self.window / self.rate * 24 * HOUR, START + days * 24 * HOUR
        moments = []
        while (at := at + noise.expovariate(self.rate / 24) * HOUR) < end:
            if not START + self.quiet[0] * HOUR <= at < START + self.quiet[1] * HOUR:
                moments.append(at)
        begin, number = self.burst
        moments += [START + (begin + noise.random()) * HOUR for _ in range(number)]
        for count, moment in enumerate(sorted(moment.replace(microsecond=0) for moment in moments)):
            edited = moment + 3 * HOUR if self.edits and count % 4 == 0 else None
            self.stories.append(Story(f"{self.name}x{count}", moment, edited))

    def shown(self, now: datetime) -> list[Story]:
        """What its document shows, newest first."""
        return [story for story in self.stories if story.at <= now][-self.window :][::-1]

    def answer(self, asked: Asked, now: datetime) -> Reply:
        """What its server answers to a request for the feed; noted down."""
        host, stories = asked.host.rpartition(":")[0], self.shown(now)
        aside = self._aside(host, now)
        reply = aside or self._validated(asked, self._document(stories, now), stories, now)
        whole = reply.status == 200 and aside is None
        tokens = frozenset(story.token for story in stories) if whole else frozenset()
        self.served.append(Served(now, host, asked.headers, reply.status, tokens))
        return reply

    def _aside(self, host: str, now: datetime) -> Reply | None:
        """What it answers in place of the feed just now."""
        if (move := self.move) and host == self.host and _within(move.start, now, move.end):
            return redirect(f"http://{move.host}:{self.port}/feed", move.status)
        return next((spell.reply for spell in self.spells if _within(spell.start, now, spell.end)), None)

    def tokens(self) -> set[str]:
        """Of every story that a document showed which was served."""
        return {token for served in self.served for token in served.tokens}

    def _validated(self, asked: Asked, body: bytes, stories: list[Story], now: datetime) -> Reply:
        headers = {"Content-Type": TYPES[self.form], **self.headers}
        digest = sha256(body).hexdigest()[:16]
        if self.validators in {"stuck", "frozen"}:
            headers["ETag"] = '"1"'
        elif self.validators in {"etag", "weak"}:
            headers["ETag"] = f'"{digest}"' if self.validators == "etag" else f'W/"{digest}"'
        elif self.validators == "modified":
            changes = [story.edited_at for story in stories if story.edited_at and story.edited_at <= now]
            headers["Last-Modified"] = format_datetime(max([story.at for story in stories] + changes), usegmt=True)
        reply = Reply(headers=headers, body=body)
        return reply if self.validators in {"none", "frozen"} else conditional(reply)(asked)

    def _document(self, stories: list[Story], now: datetime) -> bytes:
        return DOCUMENTS[self.form](self, stories, now).encode()

    def entry(self, story: Story, now: datetime) -> tuple[str, str, str, str]:
        """Guid, link, title and words of a story as they are now; "" where the feed does not say."""
        edited = story.edited_at is not None and story.edited_at <= now
        title = f"{'Harbour plan goes ahead' if edited else 'Council votes on harbour plan'} {story.token}"
        words = ENTRY.format(token=story.token, passed="nineteen" if edited else "eighteen")
        site = f"http://{self.host}:{self.port}" if self.pages else f"https://{(self.of or self).name}.example"
        link = f"{site}/news/{story.token}"
        if self.links == "tracking":
            link += f"?utm_source=rss&utm_campaign={now:%H%M}"
        elif self.links == "slug":
            link = f"{site}/news/{'goes-ahead' if edited else 'votes'}/{story.token}"
        guid = {"changing": f"{story.token}@{now:%d%H%M}", "constant": self.name, "none": ""}.get(
            self.guids, f"tag:{self.name}.example,2026:{story.token}"
        )
        return guid, "" if self.links == "none" else link, title, words


def _rss(outlet: Outlet, stories: list[Story], now: datetime) -> str:
    items = []
    for story in stories:
        guid, link, title, words = map(escape, outlet.entry(story, now))
        items.append(
            f"<item><title>{title}</title>"
            + (f"<link>{link}</link>" if link else "")
            + (f'<guid isPermaLink="false">{guid}</guid>' if guid else "")
            + f"<pubDate>{format_datetime(story.at)}</pubDate><description>{words}</description></item>"
        )
    built = f"<lastBuildDate>{format_datetime(now)}</lastBuildDate>" if outlet.restless else ""
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel>'
        f"<title>{outlet.name}</title><link>https://{outlet.name}.example/</link>{built}{outlet.hints}"
        f"{''.join(items)}</channel></rss>"
    )


def _atom(outlet: Outlet, stories: list[Story], now: datetime) -> str:
    entries = []
    for story in stories:
        guid, link, title, words = map(escape, outlet.entry(story, now))
        entries.append(
            f"<entry><id>{guid}</id><title>{title}</title>"
            + (f'<link href="{link}"/>' if link else "")
            + f"<published>{story.at.isoformat()}</published><summary>{words}</summary></entry>"
        )
    updated = f"<updated>{now.isoformat()}</updated>" if outlet.restless else ""
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{outlet.name}</title><id>tag:{outlet.name}.example</id>'
        f'<link href="https://{outlet.name}.example/"/>{updated}{"".join(entries)}</feed>'
    )


def _json(outlet: Outlet, stories: list[Story], now: datetime) -> str:
    items = []
    for story in stories:
        guid, link, title, words = outlet.entry(story, now)
        item = {"id": guid, "url": link, "title": title, "content_text": words, "date_published": story.at.isoformat()}
        items.append({name: value for name, value in item.items() if value})
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": outlet.name, "items": items}
    return json.dumps(feed | ({"_at": now.isoformat()} if outlet.restless else {}))


DOCUMENTS: dict[str, Callable[[Outlet, list[Story], datetime], str]] = {"rss": _rss, "atom": _atom, "json": _json}


class World:
    """All outlets behind one server. `pages` answers for the page of a story; `robots` are files, by outlet."""

    def __init__(self, outlets: Sequence[Outlet], clock: Clock, days: float) -> None:
        self.outlets = {outlet.name: outlet for outlet in outlets}
        self.clock = clock
        self.pages: Callable[[Outlet, str, datetime], Reply] | None = None
        self.robots: dict[str, bytes] = {}
        self._by_host = {outlet.move.host: outlet for outlet in outlets if outlet.move}
        # An outlet may move to where another is: that one answers there.
        self._by_host |= {outlet.host: outlet for outlet in outlets}
        for outlet in outlets:
            outlet.publish(days)

    def served_by(self, server: FeedServer) -> None:
        """Puts the outlets on the server."""
        for outlet in self.outlets.values():
            outlet.port = server.port
        server.script = self.answer

    def answer(self, asked: Asked) -> Reply:
        """What is answered to a request, by the host it is for."""
        outlet = self._by_host[asked.host.rpartition(":")[0]]
        if asked.path == "/feed":
            return outlet.answer(asked, self.clock.now)
        if self.pages and asked.path.startswith("/news/"):
            return self.pages(outlet, asked.path.removeprefix("/news/"), self.clock.now)
        robots = self.robots.get(outlet.name) if asked.path == "/robots.txt" else None
        return Reply(body=robots) if robots else Reply(status=404)


def _within(start: float, now: datetime, end: float) -> bool:
    """Whether it is one hour already and not yet the other."""
    return START + start * HOUR <= now < START + end * HOUR


def hosts() -> Iterator[str]:
    """Loopback addresses, each a host of its own."""
    return (f"127.{1 + number // 200}.{1 + number % 200}.1" for number in range(10_000))
