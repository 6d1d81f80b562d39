"""Find attributions without a speech verb: "according to …", "Ayoub: …" in headlines, "…: “…”".

Pure.
"""

from collections.abc import Iterator, Sequence

from tasks.model.stages import Mention
from tasks.quotes.cue_spans import CueSpan, QuotedSpan
from tasks.quotes.speech_verbs import SpeechVerb, VerbClass, VerbForm
from tasks.quotes.subjects import DASHES, Tokens, TokenSpan, find_main_subject, find_phrase_before
from tasks.text.tokens import TokenKind, end_of, is_quoted
from warehouse.model.vocabulary import Kind

_ACCORDING_TO = SpeechVerb("according to", VerbClass.SAYS, frozenset((VerbForm.PAST,)))
_COLON = SpeechVerb(":", VerbClass.SAYS, frozenset((VerbForm.PAST,)))
# Bounds, in tokens.
_MAX_LEAD = 3  # "But according to …"
_MAX_SOURCE = 16
_MAX_HEADLINE = 30
_MIN_HEADLINE = 3


def find_verbless_attributions(
    tokens: Tokens, quoted_spans: Sequence[QuotedSpan], mentions: Sequence[Mention]
) -> Iterator[QuotedSpan]:
    """Yields content spans attributed without a speech verb; `quoted_spans` are those of the sentence's cues."""
    yield from _find_according_to(tokens, quoted_spans)
    if not quoted_spans:
        yield from _find_after_colon(tokens, mentions)


def _find_according_to(tokens: Tokens, quoted_spans: Sequence[QuotedSpan]) -> Iterator[QuotedSpan]:
    for index, token in enumerate(tokens[:-1]):
        if token.lower != "according" or tokens[index + 1].lower != "to":
            continue
        source = _find_source(tokens, index + 2)
        if source is None:
            continue
        cue = CueSpan(index, index + 2, index, _ACCORDING_TO, VerbForm.PAST, source, is_inverted=True)
        if index == 0 or (index < _MAX_LEAD and all(t.lower != "," for t in tokens[:index])):
            start = source[1] + 1 if source[1] < len(tokens) and tokens[source[1]].lower == "," else source[1]
            end = end_of(tokens)
        else:
            start, end = 0, index - 1 if tokens[index - 1].lower in (",", *DASHES) else index
        if end - start > 1 and not any(other.start <= start and other.end >= end for other in quoted_spans):
            yield QuotedSpan(start, end, cue, "according")


def _find_source(tokens: Tokens, start: int) -> TokenSpan | None:
    end = start
    while end < len(tokens) and end - start < _MAX_SOURCE and tokens[end].kind is TokenKind.WORD:
        end += 1
    return (start, end) if end > start else None


def _find_after_colon(tokens: Tokens, mentions: Sequence[Mention]) -> Iterator[QuotedSpan]:
    colon = next((index for index, t in enumerate(tokens) if t.lower == ":"), None)
    if colon is None or colon == 0 or colon + 1 >= len(tokens):
        return
    end = end_of(tokens)
    if is_quoted(tokens, colon + 1):
        if tokens[colon + 1].capital:
            cue = _make_colon_cue(colon, _find_speaker_before_colon(tokens, colon, mentions))
            yield QuotedSpan(colon + 1, colon + 2, cue, "colon")
    elif _is_name(tokens, 0, colon, mentions) and end - colon > _MIN_HEADLINE and tokens[colon + 1].capital:
        yield QuotedSpan(colon + 1, end, _make_colon_cue(colon, (0, colon)), "headline")
    elif _ends_in_name(tokens, colon, end, mentions):
        yield QuotedSpan(0, colon, _make_colon_cue(colon, (colon + 1, end), is_inverted=True), "headline")


def _ends_in_name(tokens: Tokens, colon: int, end: int, mentions: Sequence[Mention]) -> bool:
    """Whether it is a short line without a full stop that ends with its speaker: "Dam will hold: Ayoub"."""
    short = colon >= _MIN_HEADLINE and end == len(tokens) <= _MAX_HEADLINE
    return short and _is_name(tokens, colon + 1, end, mentions)


def _make_colon_cue(index: int, subject: TokenSpan | None, *, is_inverted: bool = False) -> CueSpan:
    return CueSpan(index, index + 1, index, _COLON, VerbForm.PAST, subject, is_inverted=is_inverted)


def _find_speaker_before_colon(tokens: Tokens, colon: int, mentions: Sequence[Mention]) -> TokenSpan | None:
    near = find_phrase_before(tokens, colon)
    if near and any(_contains_mention(tokens, near, m) for m in mentions if m.kind in (Kind.PERSON, Kind.ORG)):
        return near
    return find_main_subject(tokens, colon)


def _contains_mention(tokens: Tokens, span: TokenSpan, mention: Mention) -> bool:
    return tokens[span[0]].start <= mention.start_char and mention.end_char <= tokens[span[1] - 1].end


def _is_name(tokens: Tokens, first: int, last: int, mentions: Sequence[Mention]) -> bool:
    """Whether the tokens are the name of a person or organization, with or without a title, and nothing else."""
    if not 0 < last - first <= 6:
        return False
    start, end = tokens[first].start, tokens[last - 1].end
    return any(m.kind in (Kind.PERSON, Kind.ORG) and start <= m.start_char and m.end_char == end for m in mentions)
