"""Pure. Who speaks: from the subject of a cue to the words that name it, and on to a mention of the document.

A pronoun leads to who spoke last nearby, else to the person with whom the last sentence began, else to the nearest
before it; always one whom title and given name allow. "The minister" leads to the nearest person with that role, "the
broadcaster" to the nearest outlet.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.lexicon.files import countries
from tasks.lexicon.genders import is_female
from tasks.lexicon.titles import OFFICES, OUTLET_WORDS, RANKS
from tasks.lexicon.words import word_set
from tasks.model.stages import Mention, Speaker
from tasks.places.news_agencies import agency_of, is_outlet
from tasks.quotes.subjects import SentenceTokens, TokenSpan
from tasks.text.tokens import Token
from warehouse.model.vocabulary import Kind

_PERSONS = word_set("he she")
_THINGS = word_set("it they")
_PRONOUNS = _PERSONS | _THINGS | word_set("i we you who one")
# Those of whom nothing said later is said: "you", "many".
_NOBODY = word_set("you i we who one many some others")
_OF = word_set("of for from at in with on to by")
# Offices that any person with the same country or body in the role may be called by: "the Iranian official".
_GENERIC = word_set("official officials leader politician lawmaker diplomat commander statesman")
_OUTLETS = OUTLET_WORDS | word_set("paper agency station site television tv radio service journal")
_NEAREST = 12  # persons looked back to; who is farther away is seldom meant
_TOPIC = 8  # tokens within which the subject of a sentence begins
_LOOKED_AT = 60  # mentions among which they are looked for: a bound, so that the cost stays linear


@dataclass(slots=True)
class DiscourseContext:
    """The mentions of a document in reading order, and what was read: who spoke last, in which paragraph.

    `topic` is the person with whom the last sentence began that begins with one.
    """

    mentions: Sequence[Mention]
    starts: Sequence[int]
    who: Speaker | None = None
    paragraph: int = -10
    topic: Mention | None = None
    topic_paragraph: int = -10

    @classmethod
    def of(cls, mentions: Sequence[Mention]) -> DiscourseContext:
        """Before anything was read."""
        return cls(mentions, [m.start_char for m in mentions])

    def between(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions that begin at or behind `start` and before `end` (characters)."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def before(self, at: int) -> Iterator[Mention]:
        """The mentions before character `at`, nearest first."""
        index = bisect_left(self.starts, at)
        return reversed(self.mentions[max(0, index - _LOOKED_AT) : index])

    def persons_before(self, at: int) -> list[Mention]:
        """The persons among them, at most a dozen."""
        return [one for one in self.before(at) if one.kind is Kind.PERSON][:_NEAREST]

    def hear(self, who: Speaker | None, paragraph: int) -> None:
        """Remembers who spoke."""
        if who is not None and who.surface.lower() not in _NOBODY:
            self.who, self.paragraph = who, paragraph

    def leave(self, ts: SentenceTokens, paragraph: int) -> None:
        """Remembers the person with whom the sentence began, where it did."""
        first = next((one for one in self.between(ts[0].start, ts[-1].end) if one.kind is Kind.PERSON), None)
        if first is not None and first.start_char <= ts[min(_TOPIC, len(ts) - 1)].start:
            self.topic, self.topic_paragraph = first, paragraph


def resolve_speaker(
    text: str, ts: SentenceTokens, span: TokenSpan, heard: DiscourseContext, paragraph: int
) -> Speaker | None:
    """The speaker that the tokens of `span` name; None where they are none."""
    first, last = span
    if first >= last:
        return None
    token = ts[last - 1]
    if token.lower in _PRONOUNS:
        meant = _of_pronoun(token, heard, paragraph)
        return Speaker(start_char=token.start, end_char=token.end, surface=text[token.start : token.end], mention=meant)
    named = _named(ts, span, heard)
    if named is not None:
        return Speaker(start_char=named.start_char, end_char=named.end_char, surface=named.surface, mention=named)
    start, end = ts[first].start, _without_possessive(text, ts[last - 1].end)
    return Speaker(start_char=start, end_char=end, surface=text[start:end], mention=_described(ts, span, heard))


def _without_possessive(text: str, end: int) -> int:
    return end - 2 if text[end - 2 : end] in ("'s", "’s") else end


def _named(ts: SentenceTokens, span: TokenSpan, heard: DiscourseContext) -> Mention | None:
    """The person or body at the head of the phrase: before its first "of", and no owner ("Ayoub's lawyer")."""
    first, last = span
    head = next((at for at in range(first + 1, last) if ts[at].lower in _OF), last)
    near = heard.between(ts[first].start, ts[head - 1].end)
    owners = [t for t in ts[first:head] if t.lower.endswith(("'s", "s'"))]
    free = [m for m in near if not any(t.start <= m.end_char - 1 < t.end for t in owners)]
    persons = [m for m in free if m.kind is Kind.PERSON]
    if persons:
        return persons[-1]
    end = head - 1
    while end > first and ts[end].lower in _OUTLETS and not ts[end].capital:
        end -= 1
    bodies = [m for m in free if m.kind is not Kind.GROUP and m.end_char >= ts[end].end - 2]
    return bodies[-1] if bodies else None


def _of_pronoun(token: Token, heard: DiscourseContext, paragraph: int) -> Mention | None:
    last = heard.who.mention if heard.who is not None and paragraph - heard.paragraph <= 1 else None
    if token.lower in _THINGS:
        return last if last is not None and last.kind is not Kind.PERSON else None
    if token.lower not in _PERSONS:
        return None
    if last is not None and last.kind is Kind.PERSON and _agrees(last, token.lower):
        return last
    topic = heard.topic if heard.topic is not None and paragraph - heard.topic_paragraph <= 1 else None
    near = heard.persons_before(token.start)
    fits = [one for one in ([topic, *near] if topic else near) if _agrees(one, token.lower)]
    sure = [one for one in fits if is_female(one)] if token.lower == "she" else []
    return next(iter(sure or fits), None)


def _agrees(person: Mention, pronoun: str) -> bool:
    female = is_female(person)
    return female is not False if pronoun == "she" else female is not True


def _described(ts: SentenceTokens, span: TokenSpan, heard: DiscourseContext) -> Mention | None:
    """Whom "the minister", "the Iranian official" or "the broadcaster" means."""
    first, last = span
    if ts[first].lower not in ("the", "this"):
        return None
    head = next((at for at in range(first + 1, last) if ts[at].lower in _OF), last)
    said = [t.lower for t in ts[first + 1 : head]]
    if not said:
        return None
    if said[-1] in _OUTLETS:
        return next((m for m in heard.before(ts[first].start) if m.kind is Kind.ORG and _is_outlet(m.surface)), None)
    if said[-1] not in OFFICES and said[-1] not in RANKS and said[-1] not in _GENERIC:
        return None
    for one in heard.persons_before(ts[first].start):
        role = (one.role or "").lower().replace(".", "").split()
        if role and _fits(said, role):
            return one
    return None


def _is_outlet(name: str) -> bool:
    return is_outlet(name) or agency_of(name) is not None or " " in name


def is_outlet_phrase(phrase: str) -> bool:
    """Whether a phrase without a name means an outlet: "the broadcaster", "a local newspaper"."""
    last = phrase.lower().split()[-1:]
    return bool(last) and (last[0] in _OUTLETS or last[0] == "media")


def _fits(said: Sequence[str], role: Sequence[str]) -> bool:
    """Whether the role can be called so: the same office, or a general word with the same country."""
    demonyms = {d.lower() for d in countries()[1]}
    shared = set(said) & set(role)
    if said[-1] in role:
        return all(word in role for word in said if word in demonyms)
    return said[-1] in _GENERIC and bool(shared & demonyms)
