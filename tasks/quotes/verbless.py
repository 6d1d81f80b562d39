"""Pure. Words ascribed to somebody without a verb: "according to", "Ayoub: …" in headlines, "…: “…”"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tasks.model.stages import Mention
from tasks.quotes.attribution_tags import QuotedSpan
from tasks.quotes.cue_spans import CueSpan
from tasks.quotes.speech_verbs import SpeechVerb, VerbClass, VerbForm
from tasks.quotes.subjects import DASHES, SentenceTokens, TokenSpan, find_main_subject, find_phrase_before
from tasks.text.tokens import TokenKind, end_of, is_quoted
from warehouse.model.vocabulary import Kind

_ACCORDING = SpeechVerb("according to", VerbClass.SAYS, frozenset((VerbForm.PAST,)))
_COLON = SpeechVerb(":", VerbClass.SAYS, frozenset((VerbForm.PAST,)))
# Bounds, in tokens.
_LONGEST_LEAD = 3  # "But according to …"
_LONGEST_SOURCE = 16
_LONGEST_HEADLINE = 30
_HEADLINE_WORDS = 3


def find_verbless_attributions(
    ts: SentenceTokens, said: Sequence[QuotedSpan], named: Sequence[Mention]
) -> Iterator[QuotedSpan]:
    """What a sentence ascribes without a verb of speech, beside what cues were found to introduce in it."""
    yield from _according(ts, said)
    if not said:
        yield from _after_colon(ts, named)


def _according(ts: SentenceTokens, said: Sequence[QuotedSpan]) -> Iterator[QuotedSpan]:
    for at, token in enumerate(ts[:-1]):
        source = _source(ts, at + 2) if token.lower == "according" and ts[at + 1].lower == "to" else None
        if source is None:
            continue
        site = CueSpan(at, at + 2, at, _ACCORDING, VerbForm.PAST, source, inverted=True, passive=False)
        if at == 0 or (at < _LONGEST_LEAD and all(t.lower != "," for t in ts[:at])):
            first = source[1] + 1 if source[1] < len(ts) and ts[source[1]].lower == "," else source[1]
            last = end_of(ts)
        else:
            first, last = 0, at - 1 if ts[at - 1].lower == "," or ts[at - 1].lower in DASHES else at
        if last - first > 1 and not any(one.first <= first and one.last >= last for one in said):
            yield QuotedSpan(first, last, site, "according")


def _source(ts: SentenceTokens, start: int) -> TokenSpan | None:
    end = start
    while end < len(ts) and end - start < _LONGEST_SOURCE and ts[end].kind is TokenKind.WORD:
        end += 1
    return (start, end) if end > start else None


def _after_colon(ts: SentenceTokens, named: Sequence[Mention]) -> Iterator[QuotedSpan]:
    colon = next((at for at, t in enumerate(ts) if t.lower == ":"), None)
    if colon is None or colon == 0 or colon + 1 >= len(ts):
        return
    end = end_of(ts)
    if is_quoted(ts, colon + 1):
        if ts[colon + 1].capital:
            site = _colon(colon, _before_colon(ts, colon, named), inverted=False)
            yield QuotedSpan(colon + 1, colon + 2, site, "colon")
    elif _is_name(ts, 0, colon, named) and end - colon > _HEADLINE_WORDS and ts[colon + 1].capital:
        yield QuotedSpan(colon + 1, end, _colon(colon, (0, colon), inverted=False), "headline")
    elif _ends_in_name(ts, colon, end, named):
        yield QuotedSpan(0, colon, _colon(colon, (colon + 1, end), inverted=True), "headline")


def _ends_in_name(ts: SentenceTokens, colon: int, end: int, named: Sequence[Mention]) -> bool:
    """Whether it is a short line without a full stop that ends in its speaker: "Dam will hold: Ayoub"."""
    short = colon >= _HEADLINE_WORDS and end == len(ts) <= _LONGEST_HEADLINE
    return short and _is_name(ts, colon + 1, end, named)


def _colon(at: int, subject: TokenSpan | None, *, inverted: bool) -> CueSpan:
    return CueSpan(at, at + 1, at, _COLON, VerbForm.PAST, subject, inverted=inverted, passive=False)


def _before_colon(ts: SentenceTokens, colon: int, named: Sequence[Mention]) -> TokenSpan | None:
    near = find_phrase_before(ts, colon)
    if near[0] < near[1] and any(_holds(ts, near, m) for m in named if m.kind in (Kind.PERSON, Kind.ORG)):
        return near
    return find_main_subject(ts, colon)


def _holds(ts: SentenceTokens, span: TokenSpan, one: Mention) -> bool:
    return ts[span[0]].start <= one.start_char and one.end_char <= ts[span[1] - 1].end


def _is_name(ts: SentenceTokens, first: int, last: int, named: Sequence[Mention]) -> bool:
    """Whether the tokens are a name of a person or an organisation, with a title or not, and nothing else."""
    if not 0 < last - first <= 6:
        return False
    start, end = ts[first].start, ts[last - 1].end
    return any(m.kind in (Kind.PERSON, Kind.ORG) and start <= m.start_char and m.end_char == end for m in named)
