"""Reads robots.txt (RFC 9309): which addresses may be fetched, and the crawl delay.

Pure. The only importer of protego (BSD-3-Clause), which knows the common misspellings. It stores every rule once for
every user agent named before it: 2,000 of each took 12 s, quadratic. So all other user agents become one beforehand.
"""

import re
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

from protego import Protego

from tasks.web.responses import FetchFailure, Refusal, Response, Trouble

ROBOTS_BYTES = 500 * 1024  # RFC 9309, 2.5: at least that much is read; what follows is not
_KEPT_FOR = timedelta(hours=24)  # RFC 9309, 2.4
_ASKED_AGAIN = timedelta(minutes=5)  # after a robots.txt that could not be had
_KEPT_BYTES = 8 * 1024 * 1024  # of all files together; their rules take some fifteen times as much
_ENTRY_BYTES = 512  # what an empty one costs
_AGENT_LINE = re.compile(r"\s*user[- ]?agent(?:\s*:|\s|$)", re.IGNORECASE)
_OTHER = "(other)"  # no product token, so it is nobody's name
# Not there to be read, or nowhere to be found by somebody willing: as good as none (RFC 9309, 2.3.1.2 and 2.3.1.3).
_LEADS_NOWHERE = frozenset({Trouble.TOO_MANY_REDIRECTS, Trouble.REDIRECT_LOOP, Trouble.BAD_REDIRECT})
_NOT_ASKED = frozenset({Trouble.BAD_URL, Trouble.SCHEME, Trouble.CREDENTIALS, Trouble.PRIVATE_ADDRESS})
_AS_GOOD_AS_NONE = _LEADS_NOWHERE | _NOT_ASKED
# Trouble with the host, not with its robots.txt: the page behind it is in the same.
_OF_THE_HOST = frozenset(
    {Trouble.DNS, Trouble.CONNECT, Trouble.TLS, Trouble.TIMEOUT, Trouble.PROTOCOL, Trouble.RESTING}
)


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """The rules of one robots.txt for us. `size` is in bytes of its text; `_file` is None if everything is allowed."""

    product: str
    size: int = 0
    _file: Protego | None = None

    def allows(self, url: str) -> bool:
        """Whether this address may be fetched."""
        try:
            return self._file is None or self._file.can_fetch(url, self.product)
        except ValueError:
            return False

    @property
    def delay(self) -> float:
        """Seconds between two requests (`Crawl-delay`: no standard, yet widely used); 0 if it says nothing."""
        return (self._file.crawl_delay(self.product) or 0.0) if self._file else 0.0


def parse_robots(body: bytes, product: str) -> RobotsRules:
    """The rules in a robots.txt for a product token ("Dateline", in any case). Nothing in it is an error."""
    text = body[:ROBOTS_BYTES].decode("utf-8-sig", "replace")
    lines = [_normalize_agent_line(line, product) for line in text.splitlines()]
    return RobotsRules(product=product, size=len(text), _file=Protego.parse("\n".join(lines)))


def interpret_robots_answer(answer: Response | FetchFailure, product: str) -> RobotsRules | Refusal:
    """The rules that follow from the response to robots.txt, or why nothing may be fetched now (RFC 9309, 2.3.1).

    2xx says what it says; a 4xx, or redirects that lead nowhere, allow everything; 5xx and no answer nothing. A 429 is
    counted among the latter: it is no word about robots.txt at all.
    """
    if isinstance(answer, FetchFailure):
        if answer.trouble in _AS_GOOD_AS_NONE:
            return RobotsRules(product=product)
        trouble = answer.trouble if answer.trouble in _OF_THE_HOST else Trouble.ROBOTS
        return Refusal(trouble=trouble, detail=f"robots.txt: {answer.trouble}: {answer.detail}", for_now=True)
    if 200 <= answer.status < 300:
        return parse_robots(answer.body, product)
    if answer.status == 429 or answer.status >= 500:
        return Refusal(trouble=Trouble.ROBOTS, detail=f"robots.txt: status {answer.status}", for_now=True)
    return RobotsRules(product=product)


def parse_product_token(user_agent: str) -> str:
    """The product token that rules name: "Dateline" of "Dateline/0.1 (+https://…)" (RFC 9309, 2.2.1)."""
    return re.split(r"[/\s]", user_agent.strip(), maxsplit=1)[0]


class RobotsCache:
    """A cache of the rules of each origin, least recently used ones dropped. `now` is an argument.

    A robots.txt that cannot be had leaves the last one known in force (RFC 9309, 2.4), and is asked for again soon.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[str, tuple[RobotsRules | Refusal, datetime]] = OrderedDict()
        self._size = 0

    def get(self, origin: str, now: datetime) -> RobotsRules | Refusal | None:
        """The rules in force, or None if robots.txt is to be fetched."""
        rules, until = self._known.get(origin, (None, now))
        if until <= now:
            return None
        self._known.move_to_end(origin)
        return rules

    def put(self, origin: str, rules: RobotsRules | Refusal, now: datetime) -> RobotsRules | Refusal:
        """Stores new rules or a refusal, and returns what is in force."""
        former, _ = self._known.get(origin, (None, now))
        self._drop(origin)
        in_force = former if isinstance(rules, Refusal) and isinstance(former, RobotsRules) else rules
        self._known[origin] = in_force, now + (_ASKED_AGAIN if isinstance(rules, Refusal) else _KEPT_FOR)
        self._size += _measure_size(in_force)
        while self._size > _KEPT_BYTES and len(self._known) > 1:
            self._drop(next(iter(self._known)))
        return in_force

    def __len__(self) -> int:
        """How many are known."""
        return len(self._known)

    def _drop(self, origin: str) -> None:
        if origin in self._known:
            self._size -= _measure_size(self._known.pop(origin)[0])


def _normalize_agent_line(line: str, product: str) -> str:
    """A line as it is, unless it names a user agent. A name ends before its version; stars in it are dropped."""
    match = _AGENT_LINE.match(line)
    if match is None:
        return line
    name = line[match.end() :].partition("#")[0].strip()
    if name != "*":
        bare = name.replace("*", "").partition("/")[0].strip()
        name = product if bare.lower() == product.lower() else _OTHER
    return f"User-agent: {name}"


def _measure_size(rules: RobotsRules | Refusal) -> int:
    return _ENTRY_BYTES + (rules.size if isinstance(rules, RobotsRules) else 0)
