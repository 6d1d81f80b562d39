"""A day of runs on a clock that is set: `python -m tests.support.logged_day`, with a data directory in the environment.

The log goes to standard error, every line with the time of the clock. What the servers answered and what the tables
hold goes to standard output, so that a test can hold the log against it. Texts, headlines, authors, passwords and keys
hold words that the log must not have.
"""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from datetime import datetime

from flows import maintain, poll, recheck
from flows.acquire.feed_rows import new_row
from flows.load.resources import Resources, lend_resources, make_workers
from flows.runtime.logs import configure_logging
from flows.runtime.settings import read_settings
from tests.support.feed_server import FeedServer, Reply
from tests.support.simulation import Clock, Move, Outlet, Spell, World, hosts
from warehouse.db import reader, writer
from warehouse.watch import Watched, keep

HOURS = 24
# In texts, headlines and authors: the first two are of the simulation's stories.
WORDS = ("Oldport", "harbour", "Zwiebelfisch", "Quastenflosser")
# A password and a key in addresses, and what the environment of the runs has under ENVIRONMENT_NAME.
CREDENTIALS = ("gartenzwerg77", "blindschleiche8", "siebenschlaefer9")
ENVIRONMENT_NAME = "SERVICE_TOKEN"
# Servers repeat what they know in their errors.
ECHO = f"no {CREDENTIALS[2]}, no token={CREDENTIALS[1]}, {WORDS[2]} by {WORDS[3]}".encode()


def make_outlets() -> list[Outlet]:
    """Outlets that fail for some hours of the day, each in its own way, and some that do not."""
    free = hosts()
    page = Reply(headers={"Content-Type": "text/html"}, body=b"<html><p>" + ECHO + b"</p></html>")
    spells = {
        "missing": Spell(5, 9, Reply(status=404, body=ECHO)),
        "busy": Spell(10, 12, Reply(status=429, headers={"Retry-After": "7200"}, body=ECHO)),
        "broken": Spell(12, 15, Reply(status=500, body=ECHO)),
        "closed": Spell(3, 6, Reply(status=403, body=ECHO)),
        "gone": Spell(18, 99, Reply(status=410, body=ECHO)),
        "nofeed": Spell(7, 9, page),
        "garbled": Spell(15, 17, Reply(raw=b"HTTP/1.1 " + ECHO + b"\r\n\r\n")),
    }
    outlets = [Outlet(name=name, host=next(free), rate=30, spells=[spell]) for name, spell in spells.items()]
    return [
        *outlets,
        Outlet(name="healthy", host=next(free), rate=30, edits=True),
        Outlet(name="quiet", host=next(free), rate=0.5),
        Outlet(name="burst", host=next(free), rate=24, burst=(9.5, 60)),
        Outlet(name="moved", host=next(free), rate=30, move=Move(3, 99, 301, next(free))),
        Outlet(name="paged", host=next(free), rate=30, pages=True),
    ]


def answer_page(_outlet: Outlet, token: str, _now: datetime) -> Reply:
    """A page of a story; every fifth story is closed to readers."""
    if token.endswith(("3", "8")):
        return Reply(status=403, body=ECHO)
    words = " ".join([f"Story {token} has {WORDS[2]} of {WORDS[0]} in it, said {WORDS[3]}."] * 8)
    body = (
        f'<html><head><meta name="author" content="{WORDS[3]}"></head><body><article><h1>{WORDS[2]} {token}</h1>'
        f"<p>{words}</p></article></body></html>"
    )
    return Reply(headers={"Content-Type": "text/html"}, body=body.encode())


def main() -> None:
    """Watches the outlets for a day: polls every hour, a recheck every six, maintenance at the end."""
    clock = Clock()
    _stamp_lines(clock)
    configure_logging("debug")
    settings = read_settings()
    world = World(make_outlets(), clock, days=2)
    world.pages = answer_page
    world.robots = {"paged": b"User-agent: *\nDisallow: /news/pagedx1"}
    with FeedServer(all_loopback=True) as server:
        world.served_by(server)
        # The server of a feed whose address holds a key knows it without.
        answer = world.answer
        server.script = lambda asked: answer(replace(asked, path=asked.path.partition("?")[0]))
        urls = _watch(world, clock)
        with make_workers(settings) as workers:
            resources = Resources(settings=settings, workers=workers, clock=clock)
            with lend_resources(resources):
                _run_flows(clock)
    with reader(settings.home) as connection:
        runs = connection.execute("select run_id, kind, new, changed, unchanged from ops.runs").fetchall()
        row = connection.execute("select count(*) from articles").fetchone()
    served = {
        name: [(answered.at.isoformat(), answered.status) for answered in outlet.served]
        for name, outlet in world.outlets.items()
    }
    print(json.dumps({"urls": urls, "runs": runs, "articles": row[0] if row else 0, "served": served}))


def _run_flows(clock: Clock) -> None:
    for hour in range(1, HOURS + 1):
        clock.set(hour)
        poll(return_state=True)
        if hour % 6 == 0:
            clock.set(hour + 0.1)
            recheck(return_state=True)
    clock.set(HOURS + 0.2)
    maintain(return_state=True)


def _watch(world: World, clock: Clock) -> dict[str, str]:
    """Watches the outlets; returns the addresses by name. One has a key in it, one a password."""
    urls = {name: outlet.url for name, outlet in world.outlets.items()}
    urls["healthy"] += f"?token={CREDENTIALS[1]}"
    urls["private"] = urls["quiet"].replace("://", f"://reader:{CREDENTIALS[0]}@")
    rows = [
        new_row(url, title=None, home_url=None, folder=(), pages=name == "paged", now=clock())
        for name, url in urls.items()
    ]
    home = read_settings().home
    with writer(home, wait_seconds=5) as connection:
        keep(connection, Watched(feeds=rows), scratch=home)
    return urls


def _stamp_lines(clock: Clock) -> None:
    def make_record(*arguments: object, **named: object) -> logging.LogRecord:
        record = logging.LogRecord(*arguments, **named)  # type: ignore[arg-type]
        record.created = clock.now.timestamp()
        return record

    logging.setLogRecordFactory(make_record)


if __name__ == "__main__":
    main()
