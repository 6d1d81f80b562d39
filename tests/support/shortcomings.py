"""Known errors, as made-up examples: `docs/quality.md` shows them, `test_shortcomings.py` runs them.

An example that is fixed moves to the tests of its fix; another takes its place.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Two names, the decision of `dateline names`, and the correct one with its reason."""

    kind: str
    left: str
    right: str
    decision: str
    correction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An article's text: the mentions ("name (kind)") and quotations ("speaker: words") found, and what is wrong."""

    text: str
    mentions: tuple[str, ...]
    quotes: tuple[str, ...]
    correction: str


NAMES = (
    Names(
        kind="person",
        left="Peter Schmidt",
        right="Petra Schmidt",
        decision="same",
        correction="not the same: given names of a man and of a woman, a letter apart.",
    ),
    Names(
        kind="person",
        left="Zhuang Zelin",
        right="Chuang Tse-lin",
        decision="not same",
        correction="the same: two systems of writing Chinese names; only frequent names are listed in both.",
    ),
    Names(
        kind="person",
        left="Nguyen Van Minh",
        right="Van Minh",
        decision="not same",
        correction="undecided: Vietnamese family names stand first and may be left out.",
    ),
    Names(
        kind="org",
        left="Médecins Sans Frontières",
        right="Doctors Without Borders",
        decision="not same",
        correction="the same: names of organisations in translation are not known.",
    ),
    Names(
        kind="place",
        left="Bombay",
        right="Mumbai",
        decision="not same",
        correction="the same: renamed cities are not known, renamed countries are.",
    ),
)

TEXTS = (
    Text(
        text="Apple said on Friday it would move its plant to Paris, Texas.",
        mentions=("Apple (person)", "Paris, Texas (place)", "Texas (place)"),
        quotes=("Apple: on Friday it would move its plant to Paris, Texas",),
        correction="Apple is a company, and what it said begins behind the day.",
    ),
    Text(
        text="THE PRIME MINISTER OF NORWAY TOLD NRK THAT OSLO WOULD NOT PAY.",
        mentions=("NORWAY (org)",),
        quotes=(),
        correction="In a text all in capitals names are hardly found: Norway and Oslo are places, NRK a broadcaster.",
    ),
    Text(
        text="Lord Mayor of Cork Joe Kavanagh opened the bridge.",
        mentions=("Cork Joe Kavanagh (person)",),
        quotes=(),
        correction="The office is Lord Mayor of Cork, the man Joe Kavanagh.",
    ),
    Text(
        text="Sources close to the Elysee told Le Monde the trip was off.",
        mentions=("Elysee (person)", "Le Monde (org)"),
        quotes=("Elysee: the trip was off",),
        correction="The speakers are the sources, who have no name; the Elysee is an office.",
    ),
    Text(
        text="“I am tired,” said Mohammed. “So am I,” said his brother, Ahmed Saleh.",
        mentions=("Mohammed (person)", "Ahmed Saleh (person)"),
        quotes=("Mohammed: “I am tired,”", "(nobody known): “So am I,”"),
        correction="The second speaker is Ahmed Saleh, who is named behind what he is called.",
    ),
)
