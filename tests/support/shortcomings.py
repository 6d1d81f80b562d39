"""Where Dateline is wrong, on examples of our own: `docs/quality.md` shows them, `test_shortcomings.py` runs them.

One that has been mended belongs among the tests of what mended it, and another in its place.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Two names, what `dateline names` says of them, and what is true."""

    kind: str
    one: str
    other: str
    says: str
    should: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article's text: the mentions ("name (kind)") and quotations ("speaker: words") found, and what is wrong."""

    text: str
    mentions: tuple[str, ...]
    quotes: tuple[str, ...]
    should: str


NAMES = (
    Names(
        kind="person",
        one="Peter Schmidt",
        other="Petra Schmidt",
        says="same",
        should="not the same: given names of a man and of a woman, a letter apart.",
    ),
    Names(
        kind="person",
        one="Zhuang Zelin",
        other="Chuang Tse-lin",
        says="not same",
        should="the same: two systems of writing Chinese names; only frequent names are listed in both.",
    ),
    Names(
        kind="person",
        one="Nguyen Van Minh",
        other="Van Minh",
        says="not same",
        should="undecided: Vietnamese family names stand first and may be left out.",
    ),
    Names(
        kind="org",
        one="Médecins Sans Frontières",
        other="Doctors Without Borders",
        says="not same",
        should="the same: names of organisations in translation are not known.",
    ),
    Names(
        kind="place",
        one="Bombay",
        other="Mumbai",
        says="not same",
        should="the same: renamed cities are not known, renamed countries are.",
    ),
)

TEXTS = (
    Text(
        text="Apple said on Friday it would move its plant to Paris, Texas.",
        mentions=("Apple (person)", "Paris, Texas (place)", "Texas (place)"),
        quotes=("Apple: on Friday it would move its plant to Paris, Texas",),
        should="Apple is a company, and what it said begins behind the day.",
    ),
    Text(
        text="THE PRIME MINISTER OF NORWAY TOLD NRK THAT OSLO WOULD NOT PAY.",
        mentions=("NORWAY (org)",),
        quotes=(),
        should="In a text all in capitals names are hardly found: Norway and Oslo are places, NRK a broadcaster.",
    ),
    Text(
        text="Lord Mayor of Cork Joe Kavanagh opened the bridge.",
        mentions=("Cork Joe Kavanagh (person)",),
        quotes=(),
        should="The office is Lord Mayor of Cork, the man Joe Kavanagh.",
    ),
    Text(
        text="Sources close to the Elysee told Le Monde the trip was off.",
        mentions=("Elysee (person)", "Le Monde (org)"),
        quotes=("Elysee: the trip was off",),
        should="The speakers are the sources, who have no name; the Elysee is an office.",
    ),
    Text(
        text="“I am tired,” said Mohammed. “So am I,” said his brother, Ahmed Saleh.",
        mentions=("Mohammed (person)", "Ahmed Saleh (person)"),
        quotes=("Mohammed: “I am tired,”", "(nobody known): “So am I,”"),
        should="The second speaker is Ahmed Saleh, who is named behind what he is called.",
    ),
)
