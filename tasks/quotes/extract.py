"""Pure. From a text and its mentions to quotations: who said what, in whose words.

Quotation marks → sentences with a quotation as one token → cues with their subjects → what each cue introduces
→ turns (what goes on without a cue of its own) → Quotes
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tasks.model.stages import Quote, Speaker
from tasks.quotes.attribution_tags import QuotedSpan
from tasks.quotes.cue_spans import CueSpan
from tasks.quotes.quoted_span import find_open_cue, find_quoted_spans
from tasks.quotes.reading import AnalyzedText
from tasks.quotes.speakers import DiscourseContext, resolve_speaker
from tasks.quotes.speech_verbs import VerbClass
from tasks.quotes.subjects import SentenceTokens
from tasks.quotes.verbless import find_verbless_attributions
from tasks.text.sentences import Sentence
from tasks.text.tokens import Token, TokenKind
from warehouse.model.vocabulary import QuoteKind

# How often what a rule found, with marks and without, was a quotation in articles with annotated ones (PolNeAR,
# development part, rounded): wrong ones include those that the annotators passed over.
_CONFIDENCE = {
    "tag": (0.95, 0.65),
    "across": (0.85, 0.65),
    "introduced": (0.95, 0.75),
    "that": (0.95, 0.75),
    "clause": (0.85, 0.7),
    "asked": (0.85, 0.8),
    "according": (0.9, 0.85),
    "colon": (0.8, 0.7),
    "headline": (0.85, 0.7),
    "continued": (0.65, 0.65),
}
_LEAST_WORDS = 3  # of a quotation alone; what is shorter is a label


def extract_quotes(reading: AnalyzedText) -> tuple[Quote, ...]:
    """The quotations of a text by where they begin; `text[q.start_char:q.end_char] == q.surface`, always.

    Quotations that hold marks do not overlap each other; an indirect one may hold, or stand in, another. Never raises.
    """
    turns = SpeakerTurns(reading.text, DiscourseContext.of(reading.mentions), reading.begun)
    for sentence, sites in reading.sentences:
        turns.read(sentence, sites)
        turns.heard.leave(sentence.tokens, sentence.paragraph)
    return tuple(replace(one, surface=reading.text[one.start_char : one.end_char]) for one in _settled(turns.found))


def _settled(found: Sequence[Quote]) -> list[Quote]:
    """By where they begin, one a span; of two that hold marks and overlap the surer, then the longer one."""
    out: list[Quote] = []
    taken: set[tuple[int, int]] = set()
    end, marked = 0, -1
    for one in sorted(found, key=lambda q: (q.start_char, -q.end_char, q.rule)):
        if (one.start_char, one.end_char) in taken:
            continue
        if one.kind is not QuoteKind.INDIRECT:
            if one.start_char < end:
                if _weight(one) <= _weight(out[marked]):
                    continue
                out.pop(marked)
            marked, end = len(out), one.end_char
        taken.add((one.start_char, one.end_char))
        out.append(one)
    return out


def _weight(one: Quote) -> tuple[float, int]:
    return one.confidence, one.end_char - one.start_char


@dataclass(slots=True)
class _Waiting:
    """A cue at the end of its sentence, whose words come in the next: "he said:"."""

    cue: str
    who: Speaker | None


class SpeakerTurns:
    """What was read so far. `found` are the quotations, still without their words: those that go on get longer."""

    def __init__(self, text: str, heard: DiscourseContext, begun: Mapping[int, int]) -> None:
        self.found: list[Quote] = []
        self._text = text
        self.heard = heard
        self._begun = begun
        self._open = False  # whether the last of them may go on
        self._waiting: _Waiting | None = None

    def read(self, sentence: Sentence, here: Sequence[CueSpan]) -> None:
        """Takes in the next sentence."""
        ts = sentence.tokens
        if _is_only_quoted(ts):
            self._take_up(sentence)
            return
        self._waiting = None
        said = [*find_quoted_spans(ts, here)]
        said += find_verbless_attributions(ts, said, self.heard.between(ts[0].start, ts[-1].end))
        said = _outermost(ts, said)
        marked = [quote for one in said if (quote := self._quote(ts, one, sentence.paragraph)) is not None]
        self._open = any(quote.kind is not QuoteKind.INDIRECT for quote in marked)
        last = find_open_cue(ts, here)
        if last is not None:
            who = self._speaker(ts, last.subject, sentence.paragraph)
            self._waiting = _Waiting(self._text[ts[last.first].start : ts[last.last - 1].end], who)

    def _take_up(self, sentence: Sentence) -> None:
        """A sentence that is nothing but a quotation: it belongs to the cue before, or to nobody."""
        pieces = [t for t in sentence.tokens if t.kind is TokenKind.QUOTED]
        start, end = pieces[0].start, pieces[-1].end
        last = self.found[-1] if self.found else None
        if self._waiting is not None:
            self._add((start, end), QuoteKind.DIRECT, self._waiting.cue, self._waiting.who, "introduced")
            self.heard.hear(self._waiting.who, sentence.paragraph)
        elif last is not None and self._open and self._goes_on(last, start):
            self.found[-1] = replace(last, end_char=end)
            self.heard.paragraph = sentence.paragraph
        elif self._continues(sentence, self._text[start:end]):
            self._add((start, end), QuoteKind.DIRECT, None, self.heard.who, "continued")
            self.heard.paragraph = sentence.paragraph
        else:
            self._open = False
            return
        self._open, self._waiting = True, None

    def _continues(self, sentence: Sentence, words: str) -> bool:
        long = len(words[:100].split()) >= _LEAST_WORDS
        return long and self.heard.who is not None and self.heard.paragraph >= sentence.paragraph - 1

    def _goes_on(self, last: Quote, start: int) -> bool:
        between = self._text[last.end_char : start]
        return last.kind is not QuoteKind.INDIRECT and ("\n" not in between or start in self._begun)

    def _quote(self, ts: SentenceTokens, content: QuotedSpan, paragraph: int) -> Quote | None:
        site = content.site
        first, last = site.span
        own = [t for at, t in enumerate(ts[content.first : content.last], content.first) if not first <= at < last]
        own = [t for t in own if t.kind is not TokenKind.MARK]
        if not own:
            return None
        kind = _kind(own)
        who = self._speaker(ts, site.subject, paragraph)
        if who is None and content.rule == "tag" and paragraph - self.heard.paragraph <= 1:
            who = self.heard.who
        start, end = ts[content.first].start, ts[content.last - 1].end
        if start in self._begun:
            start = self._begun[start]
            self._forget(start)
        cue = self._text[ts[site.first].start : ts[site.last - 1].end]
        quote = self._add((start, end), kind, cue, who, content.rule)
        if kind is not QuoteKind.INDIRECT or site.verb.sort <= VerbClass.STATES:
            self.heard.hear(who, paragraph)
        return quote

    def _forget(self, start: int) -> None:
        """Earlier paragraphs of one quotation, whose cue comes at its end."""
        while self.found and self.found[-1].start_char >= start:
            self.found.pop()

    def _speaker(self, ts: SentenceTokens, subject: tuple[int, int] | None, paragraph: int) -> Speaker | None:
        return resolve_speaker(self._text, ts, subject, self.heard, paragraph) if subject else None

    def _add(self, span: tuple[int, int], kind: QuoteKind, cue: str | None, who: Speaker | None, rule: str) -> Quote:
        start, end = span
        marked, unmarked = _CONFIDENCE[rule]
        quote = Quote(
            start_char=start,
            end_char=end,
            surface="",
            kind=kind,
            cue=cue,
            speaker=who,
            confidence=unmarked if kind is QuoteKind.INDIRECT else marked,
            rule=rule,
        )
        self.found.append(quote)
        return quote


def _outermost(ts: SentenceTokens, said: Sequence[QuotedSpan]) -> list[QuotedSpan]:
    """Without what stands inside another and shares a quotation with it: "she said she finds the dam “too small”"."""
    marked = [one for one in said if any(t.kind is TokenKind.QUOTED for t in ts[one.first : one.last])]
    inner = {
        one
        for one in marked
        for other in marked
        if other is not one
        and other.first <= one.first
        and one.last <= other.last
        and other.last - other.first > one.last - one.first
    }
    return [one for one in said if one not in inner]


def _is_only_quoted(ts: SentenceTokens) -> bool:
    return any(t.kind is TokenKind.QUOTED for t in ts) and all(t.kind is not TokenKind.WORD for t in ts)


def _kind(own: Sequence[Token]) -> QuoteKind:
    marked = sum(t.kind is TokenKind.QUOTED for t in own)
    if marked == len(own):
        return QuoteKind.DIRECT
    return QuoteKind.MIXED if marked else QuoteKind.INDIRECT
