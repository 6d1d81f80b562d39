"""Politeness, with a clock that moves only when somebody sleeps."""

from __future__ import annotations

import asyncio

import pytest

from tasks.web.politeness import HostPauses, HostQueue, KeyedLock


class Clock:
    """Seconds that pass only by sleeping."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds
        await asyncio.sleep(0)


def hosts() -> HostPauses:
    return HostPauses(spacing_seconds=1.0, longest_wait_seconds=60.0)


def turns(clock: Clock) -> HostQueue:
    return HostQueue(hosts(), longest_wait_seconds=60.0, sleep=clock.sleep, monotonic=clock)


def test_a_host_is_asked_again_after_a_pause_that_begins_at_the_end() -> None:
    known = hosts()
    assert known.wait("a:80", 0) == 0
    known.ended("a:80", 10)
    assert known.wait("a:80", 10.25) == 0.75
    assert known.wait("a:80", 11) == 0
    assert known.wait("a:81", 10.25) == 0


def test_a_crawl_delay_is_a_longer_pause_up_to_the_longest_wait() -> None:
    known = hosts()
    known.ended("a:80", 0)
    assert known.wait("a:80", 0, spacing=10) == 10
    assert known.wait("a:80", 0, spacing=0.1) == 1
    assert known.wait("a:80", 0, spacing=1e300) == 60


def test_a_rest_is_kept_and_never_shortened() -> None:
    known = hosts()
    known.rest("a:80", 0, 30)
    known.rest("a:80", 1, 5)
    assert known.wait("a:80", 10) == 20
    known.ended("a:80", 29.5)
    assert known.wait("a:80", 29.5) == 1
    assert known.wait("a:80", 31) == 0


def test_nobody_rests_longer_than_a_day() -> None:
    known = hosts()
    known.rest("a:80", 0, 1e12)
    assert known.wait("a:80", 0) == 86_400


def test_hosts_that_no_longer_matter_are_forgotten() -> None:
    known = hosts()
    known.rest("resting:80", 0, 80_000)
    for number in range(50_000):
        known.ended(f"{number}.example:80", float(number))
    assert len(known) < 3_000
    assert known.wait("resting:80", 50_000) == 30_000
    assert known.wait("49999.example:80", 49_999) == 1


def test_turns_of_one_host_come_one_by_one_and_in_order() -> None:
    clock, seen = Clock(), []

    async def one(line: HostQueue, number: int) -> None:
        async with line.turn("a:80") as rests:
            assert rests == 0
            seen.append((number, clock.now))
            await asyncio.sleep(0)

    async def all_of_them() -> None:
        line = turns(clock)
        await asyncio.gather(*(one(line, number) for number in range(4)))

    asyncio.run(all_of_them())
    assert seen == [(0, 1000), (1, 1001), (2, 1002), (3, 1003)]


def test_hosts_do_not_wait_for_each_other() -> None:
    clock = Clock()

    async def both() -> None:
        line = turns(clock)
        async with line.turn("a:80"), line.turn("b:80"):
            pass

    asyncio.run(asyncio.wait_for(both(), 5))
    assert clock.slept == []


def test_a_short_rest_is_waited_out_and_a_long_one_is_told() -> None:
    clock = Clock()

    async def ask(rest: float) -> float:
        line = turns(clock)
        line.rest("a:80", rest)
        async with line.turn("a:80") as rests:
            return rests

    assert asyncio.run(ask(59)) == 0
    assert clock.slept == [59]
    assert asyncio.run(ask(61)) == 61
    assert clock.slept == [59]


def test_a_turn_ends_however_it_ends() -> None:
    clock = Clock()

    async def fail_then_ask() -> None:
        line = turns(clock)
        with pytest.raises(ZeroDivisionError):
            async with line.turn("a:80"):
                raise ZeroDivisionError
        async with line.turn("a:80"):
            pass

    asyncio.run(asyncio.wait_for(fail_then_ask(), 5))
    assert clock.slept == [1]


def test_who_gives_up_in_the_line_holds_up_nobody() -> None:
    async def cancel_the_second() -> int:
        lines, first_is_in = KeyedLock(), asyncio.Event()

        async def wait_in_line() -> None:
            async with lines.hold("a"):
                raise AssertionError("never reached")

        async with lines.hold("a"):
            second = asyncio.create_task(wait_in_line())
            await asyncio.sleep(0)
            second.cancel()
            first_is_in.set()
        async with asyncio.timeout(5), lines.hold("a"):
            pass
        await asyncio.gather(second, return_exceptions=True)
        return len(lines)

    assert asyncio.run(cancel_the_second()) == 0
