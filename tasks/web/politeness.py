"""The politeness pause: when a host may be requested next, and which request is the next one.

Pure: no network, and no clock of its own. One request at a time a host, a pause after each (`spacing_seconds`, or the
crawl delay of robots.txt), and a rest for as long as the host asks (`Retry-After`). Hosts do not wait for each other.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

# A longer rest is cut to a day: the header may be a mistake.
_LONGEST_REST = 86_400.0
_SWEEP_AT = 1_024  # hosts remembered before the first look for those that can be forgotten


@dataclass(slots=True)
class _Times:
    ended: float
    rests_until: float


class HostPauses:
    """When each host was last requested, and how long it rests, in seconds of a monotonic clock.

    `spacing_seconds` lies between the end of one request and the start of the next; a request may come with a longer
    one (a crawl delay), which counts up to `longest_wait_seconds`. Hosts that no longer matter are forgotten.
    """

    def __init__(self, *, spacing_seconds: float, longest_wait_seconds: float) -> None:
        self._spacing = spacing_seconds
        self._longest = longest_wait_seconds
        self._times: dict[str, _Times] = {}
        self._sweep_at = _SWEEP_AT

    def wait(self, host: str, now: float, spacing: float = 0.0) -> float:
        """Seconds until this host may be requested; 0 for one that never was."""
        times = self._times.get(host)
        if times is None:
            return 0.0
        spaced = times.ended + max(self._spacing, min(spacing, self._longest))
        return max(0.0, spaced - now, times.rests_until - now)

    def ended(self, host: str, now: float) -> None:
        """Notes that a request to this host has ended, with or without success."""
        self._times.setdefault(host, _Times(now, now)).ended = now
        if len(self._times) >= self._sweep_at:
            self._forget(now)

    def rest(self, host: str, now: float, seconds: float) -> None:
        """Notes that the host asked for a rest, a day at most. A shorter rest does not shorten a longer one."""
        times = self._times.setdefault(host, _Times(now, now))
        times.rests_until = max(times.rests_until, now + min(seconds, _LONGEST_REST))

    def __len__(self) -> int:
        """How many hosts are remembered."""
        return len(self._times)

    def _forget(self, now: float) -> None:
        """Drops hosts that need no wait; runs again when the number left has doubled, so a request costs O(1)."""
        longest = max(self._spacing, self._longest)
        self._times = {
            host: times for host, times in self._times.items() if max(times.ended + longest, times.rests_until) > now
        }
        self._sweep_at = max(_SWEEP_AT, 2 * len(self._times))


@dataclass(slots=True)
class _Line:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0


class KeyedLock:
    """A lock for each key, first come first served, that exists while it is held or waited for."""

    def __init__(self) -> None:
        self._lines: dict[str, _Line] = {}

    @asynccontextmanager
    async def hold(self, key: str) -> AsyncIterator[None]:
        """Waits for this key's turn and keeps it until the end of the block."""
        line = self._lines.setdefault(key, _Line())
        line.waiting += 1
        try:
            async with line.lock:
                yield
        finally:
            line.waiting -= 1
            if not line.waiting:
                del self._lines[key]

    def __len__(self) -> int:
        """How many keys are held or waited for."""
        return len(self._lines)


class HostQueue:
    """A queue for each host: waits for the turn and the pause, and notes when the turn ends."""

    def __init__(
        self,
        hosts: HostPauses,
        *,
        longest_wait_seconds: float,
        sleep: Callable[[float], Awaitable[object]],
        monotonic: Callable[[], float],
    ) -> None:
        self._hosts = hosts
        self._longest = longest_wait_seconds
        self._sleep = sleep
        self._monotonic = monotonic
        self._lines = KeyedLock()

    @asynccontextmanager
    async def turn(self, host: str, spacing: float = 0.0) -> AsyncIterator[float]:
        """The host's next turn. Yields 0 when it may be requested now, or the seconds it rests if that is too long.

        In the second case nothing was waited for, and the host must not be requested.
        """
        async with self._lines.hold(host):
            seconds = self._hosts.wait(host, self._monotonic(), spacing)
            if seconds > self._longest:
                yield seconds
                return
            if seconds > 0:
                await self._sleep(seconds)
            try:
                yield 0.0
            finally:
                self._hosts.ended(host, self._monotonic())

    def rest(self, host: str, seconds: float) -> None:
        """Lets the host rest for so many seconds from now on."""
        self._hosts.rest(host, self._monotonic(), seconds)
