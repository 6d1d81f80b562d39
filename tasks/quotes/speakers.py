"""Resolve the subject of a cue to a speaker: the words that name it, and the mention they refer to.

Pure. A pronoun refers to the last speaker nearby, else to the topic of the last sentence, else to the nearest person
before it, in agreement with title and given name. "The minister" refers to the nearest person with that role, "the
broadcaster" to the nearest outlet. See `docs/adr/0029-speakers-are-mentions.md`.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from tasks.lexicon.genders import is_female
from tasks.lexicon.titles import OFFICES, OUTLET_WORDS, RANKS
from tasks.lexicon.word_lists import countries, word_set
from tasks.model.stages import Mention, Speaker
from tasks.places import agency_of, is_outlet
from tasks.quotes.subjects import Tokens, TokenSpan
from tasks.text.tokens import Token
from warehouse.model.vocabulary import Kind

_PERSONAL = word_set("he she")
_NEUTER = word_set("it they")
_PRONOUNS = _PERSONAL | _NEUTER | word_set("i we you who one")
# Subjects that never become the antecedent of a later pronoun: "you", "many".
_NO_ANTECEDENTS = word_set("you i we who one many some others")
_PREPOSITIONS = word_set("of for from at in with on to by")
# Offices that fit any person whose role names the same country or body: "the Iranian official".
_GENERIC_OFFICES = word_set("official officials leader politician lawmaker diplomat commander statesman")
_OUTLETS = OUTLET_WORDS | word_set("paper agency station site television tv radio service journal")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerLimits:
    """How far back an antecedent is searched. Chosen on the development part of PolNeAR; `mentions` bounds the cost."""

    persons: int = 12  # nearest persons tried; one farther away is seldom the antecedent
    mentions: int = 60  # nearest mentions read to find them
    subject_tokens: int = 8  # the topic of a sentence begins within its first tokens
    paragraphs: int = 1  # between a pronoun and the last speaker or topic


SPEAKER_LIMITS = SpeakerLimits()


@dataclass(slots=True)
class DiscourseContext:
    """The mentions of a document in reading order, and the state of pronoun resolution up to the current sentence.

    `speaker` is the last speaker; `topic` the person mention with which the last sentence that has one begins. Their
    paragraphs count from 0, and are far below it before the first.
    """

    mentions: Sequence[Mention]
    speaker: Speaker | None = None
    speaker_paragraph: int = -10
    topic: Mention | None = None
    topic_paragraph: int = -10

    def mentions_between(self, start: int, end: int) -> Sequence[Mention]:
        """Returns the mentions that begin at or after character `start` and before `end`."""
        return self.mentions[self._find_index(start) : self._find_index(end)]

    def mentions_before(self, offset: int) -> Iterator[Mention]:
        """Yields the mentions before a character offset, nearest first."""
        index = self._find_index(offset)
        return reversed(self.mentions[max(0, index - SPEAKER_LIMITS.mentions) : index])

    def persons_before(self, offset: int) -> list[Mention]:
        """Returns the nearest persons among them."""
        return [m for m in self.mentions_before(offset) if m.kind is Kind.PERSON][: SPEAKER_LIMITS.persons]

    def _find_index(self, offset: int) -> int:
        return bisect_left(self.mentions, offset, key=attrgetter("start_char"))

    def record_speaker(self, speaker: Speaker | None, paragraph: int) -> None:
        """Makes `speaker` the antecedent of later pronouns."""
        if speaker is not None and speaker.surface.lower() not in _NO_ANTECEDENTS:
            self.speaker, self.speaker_paragraph = speaker, paragraph

    def record_topic(self, tokens: Tokens, paragraph: int) -> None:
        """Makes the person with whom the sentence begins its topic, if it begins with one."""
        near = self.mentions_between(tokens[0].start, tokens[-1].end)
        person = next((m for m in near if m.kind is Kind.PERSON), None)
        last = tokens[min(SPEAKER_LIMITS.subject_tokens, len(tokens) - 1)]
        if person is not None and person.start_char <= last.start:
            self.topic, self.topic_paragraph = person, paragraph


def resolve_speaker(
    text: str, tokens: Tokens, span: TokenSpan, context: DiscourseContext, paragraph: int
) -> Speaker | None:
    """Returns the speaker that the tokens of `span` name, with a mention if they refer to one; None for no tokens."""
    first, last = span
    if first >= last:
        return None
    token = tokens[last - 1]
    if token.lower in _PRONOUNS:
        start, end = token.start, token.end
        mention = _resolve_pronoun(token, context, paragraph)
    elif (mention := _find_named_mention(tokens, span, context)) is not None:
        start, end = mention.start_char, mention.end_char
    else:
        start, end = tokens[first].start, token.end
        if text[end - 2 : end] in ("'s", "’s"):
            end -= 2
        mention = _resolve_description(tokens, span, context)
    return Speaker(start_char=start, end_char=end, surface=text[start:end], mention=mention)


def _find_head_end(tokens: Tokens, span: TokenSpan) -> int:
    """Returns where the head of the phrase ends: before its first preposition."""
    first, last = span
    return next((index for index in range(first + 1, last) if tokens[index].lower in _PREPOSITIONS), last)


def _find_named_mention(tokens: Tokens, span: TokenSpan, context: DiscourseContext) -> Mention | None:
    """Returns the person or body named in the head of the phrase, but no possessor ("Ayoub's lawyer")."""
    first = span[0]
    head_end = _find_head_end(tokens, span)
    near = context.mentions_between(tokens[first].start, tokens[head_end - 1].end)
    possessors = [t for t in tokens[first:head_end] if t.lower.endswith(("'s", "s'"))]
    free = [m for m in near if not any(t.start <= m.end_char - 1 < t.end for t in possessors)]
    persons = [m for m in free if m.kind is Kind.PERSON]
    if persons:
        return persons[-1]
    end = head_end - 1
    while end > first and tokens[end].lower in _OUTLETS and not tokens[end].capital:
        end -= 1
    bodies = [m for m in free if m.kind is not Kind.GROUP and m.end_char >= tokens[end].end - 2]
    return bodies[-1] if bodies else None


def _resolve_pronoun(token: Token, context: DiscourseContext, paragraph: int) -> Mention | None:
    """Returns the antecedent: the last speaker, else the topic, else the nearest person before; in gender agreement."""
    speaker_near = paragraph - context.speaker_paragraph <= SPEAKER_LIMITS.paragraphs
    last = context.speaker.mention if context.speaker is not None and speaker_near else None
    if token.lower in _NEUTER:
        return last if last is not None and last.kind is not Kind.PERSON else None
    if token.lower not in _PERSONAL:
        return None
    if last is not None and last.kind is Kind.PERSON and _agrees(last, token.lower):
        return last
    candidates = context.persons_before(token.start)
    if context.topic is not None and paragraph - context.topic_paragraph <= SPEAKER_LIMITS.paragraphs:
        candidates = [context.topic, *candidates]
    agreeing = [person for person in candidates if _agrees(person, token.lower)]
    women = [person for person in agreeing if is_female(person)] if token.lower == "she" else []
    return next(iter(women or agreeing), None)


def _agrees(person: Mention, pronoun: str) -> bool:
    female = is_female(person)
    return female is not False if pronoun == "she" else female is not True


def _resolve_description(tokens: Tokens, span: TokenSpan, context: DiscourseContext) -> Mention | None:
    """Returns the nearest mention that "the minister", "the Iranian official" or "the broadcaster" describes."""
    first = span[0]
    if tokens[first].lower not in ("the", "this"):
        return None
    words = [t.lower for t in tokens[first + 1 : _find_head_end(tokens, span)]]
    if not words:
        return None
    before = tokens[first].start
    if words[-1] in _OUTLETS:
        organizations = (m for m in context.mentions_before(before) if m.kind is Kind.ORG)
        return next((m for m in organizations if _may_be_outlet(m.surface)), None)
    if words[-1] not in OFFICES and words[-1] not in RANKS and words[-1] not in _GENERIC_OFFICES:
        return None
    for person in context.persons_before(before):
        role = (person.role or "").lower().replace(".", "").split()
        if role and _describes_role(words, role):
            return person
    return None


def _may_be_outlet(name: str) -> bool:
    return is_outlet(name) or agency_of(name) is not None or " " in name


def is_outlet_phrase(phrase: str) -> bool:
    """Whether a phrase without a name refers to an outlet: "the broadcaster", "a local newspaper"."""
    last = phrase.lower().split()[-1:]
    return bool(last) and (last[0] in _OUTLETS or last[0] == "media")


def _describes_role(words: Sequence[str], role: Sequence[str]) -> bool:
    """Whether the words name the office of the role, or a generic office with the country of the role."""
    demonyms = {d.lower() for d in countries()[1]}
    if words[-1] in role:
        return all(word in role for word in words if word in demonyms)
    return words[-1] in _GENERIC_OFFICES and not demonyms.isdisjoint(set(words) & set(role))
