"""Extract the quotations of a text: content span, kind, cue, speaker, confidence.

Pure. The steps: quotation marks → sentences in which a quotation is one token → cues with their subjects
(`analyzed_text`) → the content span of each cue (`quoted_spans`, `verbless`) → speakers (`speakers`) → speaker turns,
which give a quotation without a cue to the speaker before. See `docs/adr/0028-quotations-by-rules.md`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tasks.model.stages import Quote, Speaker
from tasks.quotes.analyzed_text import AnalyzedText
from tasks.quotes.cue_spans import CueSpan, QuotedSpan
from tasks.quotes.quoted_spans import find_open_cue, find_quoted_spans
from tasks.quotes.speakers import SPEAKER_LIMITS, DiscourseContext, resolve_speaker
from tasks.quotes.speech_verbs import VerbClass
from tasks.quotes.subjects import Tokens, TokenSpan
from tasks.quotes.verbless import find_verbless_attributions
from tasks.text.sentences import Sentence
from tasks.text.tokens import TokenKind
from warehouse.model.vocabulary import QuoteKind

_MIN_WORDS = 3  # of a quotation that stands alone; a shorter one is a label


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteConfidence:
    """For each rule the confidence of its quotations with quotation marks and without.

    The rounded precision of the rule on the development part of PolNeAR, articles with annotated attributions; counted
    as wrong is also what the annotators passed over.
    """

    tag: tuple[float, float] = (0.95, 0.65)
    across: tuple[float, float] = (0.85, 0.65)
    introduced: tuple[float, float] = (0.95, 0.75)
    that: tuple[float, float] = (0.95, 0.75)
    clause: tuple[float, float] = (0.85, 0.7)
    asked: tuple[float, float] = (0.85, 0.8)
    according: tuple[float, float] = (0.9, 0.85)
    colon: tuple[float, float] = (0.8, 0.7)
    headline: tuple[float, float] = (0.85, 0.7)
    continued: tuple[float, float] = (0.65, 0.65)

    def of_rule(self, rule: str, kind: QuoteKind) -> float:
        """Returns the confidence of a quotation of this kind that the rule found."""
        marked, unmarked = getattr(self, rule)
        return float(unmarked if kind is QuoteKind.INDIRECT else marked)


QUOTE_CONFIDENCE = QuoteConfidence()


def extract_quotes(analyzed: AnalyzedText) -> tuple[Quote, ...]:
    """Returns the quotations of a text by where they begin; `text[q.start_char:q.end_char] == q.surface`, always.

    Quotations with marks do not overlap each other; an indirect one may contain, or stand in, another. Never raises.
    """
    turns = SpeakerTurns(analyzed.text, DiscourseContext(analyzed.mentions), analyzed.paragraph_starts)
    for sentence, cues in analyzed.sentences:
        turns.read_sentence(sentence, cues)
        turns.context.record_topic(sentence.tokens, sentence.paragraph)
    return tuple(
        replace(quote, surface=analyzed.text[quote.start_char : quote.end_char])
        for quote in _resolve_overlaps(turns.quotes)
    )


def _resolve_overlaps(quotes: Sequence[Quote]) -> list[Quote]:
    """Returns one quotation a span, in order; of two overlapping ones with marks the surer, then the longer."""
    kept: list[Quote] = []
    spans: set[tuple[int, int]] = set()
    end, last_marked = 0, -1
    for quote in sorted(quotes, key=lambda q: (q.start_char, -q.end_char, q.rule)):
        if (quote.start_char, quote.end_char) in spans:
            continue
        if quote.kind is not QuoteKind.INDIRECT:
            if quote.start_char < end:
                if _rank(quote) <= _rank(kept[last_marked]):
                    continue
                kept.pop(last_marked)
            last_marked, end = len(kept), quote.end_char
        spans.add((quote.start_char, quote.end_char))
        kept.append(quote)
    return kept


def _rank(quote: Quote) -> tuple[float, int]:
    return quote.confidence, quote.end_char - quote.start_char


class SpeakerTurns:
    """Collects quotations sentence by sentence and carries a speaker's turn across sentences and paragraphs.

    `quotes` have no surface yet: one that continues gets longer.
    """

    def __init__(self, text: str, context: DiscourseContext, paragraph_starts: Mapping[int, int]) -> None:
        self.quotes: list[Quote] = []
        self.context = context
        self._text = text
        self._paragraph_starts = paragraph_starts
        self._may_continue = False  # whether the last quotation may
        # Cue and speaker at the end of a sentence, whose quotation is the next sentence: "he said:".
        self._open_cue: tuple[str, Speaker | None] | None = None

    def read_sentence(self, sentence: Sentence, cues: Sequence[CueSpan]) -> None:
        """Adds the quotations of the next sentence."""
        tokens = sentence.tokens
        if _is_quotation_alone(tokens):
            self._attribute_to_turn(sentence)
            return
        self._open_cue = None
        quoted_spans = find_quoted_spans(tokens, cues)
        near = self.context.mentions_between(tokens[0].start, tokens[-1].end)
        quoted_spans += find_verbless_attributions(tokens, quoted_spans, near)
        outermost = _drop_nested(tokens, quoted_spans)
        quotes = [self._add_quoted_span(tokens, quoted_span, sentence.paragraph) for quoted_span in outermost]
        self._may_continue = any(quote is not None and quote.kind is not QuoteKind.INDIRECT for quote in quotes)
        open_cue = find_open_cue(tokens, cues)
        if open_cue is not None:
            speaker = self._resolve_subject(tokens, open_cue.subject, sentence.paragraph)
            self._open_cue = self._cue_text(tokens, open_cue), speaker

    def _attribute_to_turn(self, sentence: Sentence) -> None:
        """Attributes a sentence that is only a quotation to the open cue, the last quotation or the last speaker."""
        pieces = [t for t in sentence.tokens if t.kind is TokenKind.QUOTED]
        start, end = pieces[0].start, pieces[-1].end
        last = self.quotes[-1] if self.quotes else None
        if self._open_cue is not None:
            cue, speaker = self._open_cue
            self._add((start, end), QuoteKind.DIRECT, cue, speaker, "introduced")
            self.context.record_speaker(speaker, sentence.paragraph)
        elif last is not None and self._may_continue and self._is_adjacent(last, start):
            self.quotes[-1] = replace(last, end_char=end)
            self.context.speaker_paragraph = sentence.paragraph
        elif self._is_same_turn(sentence, self._text[start:end]):
            self._add((start, end), QuoteKind.DIRECT, None, self.context.speaker, "continued")
            self.context.speaker_paragraph = sentence.paragraph
        else:
            self._may_continue = False
            return
        self._may_continue, self._open_cue = True, None

    def _is_same_turn(self, sentence: Sentence, words: str) -> bool:
        is_long = len(words[:100].split()) >= _MIN_WORDS
        speaker_near = self.context.speaker_paragraph >= sentence.paragraph - SPEAKER_LIMITS.paragraphs
        return is_long and self.context.speaker is not None and speaker_near

    def _is_adjacent(self, last: Quote, start: int) -> bool:
        between = self._text[last.end_char : start]
        return last.kind is not QuoteKind.INDIRECT and ("\n" not in between or start in self._paragraph_starts)

    def _add_quoted_span(self, tokens: Tokens, quoted_span: QuotedSpan, paragraph: int) -> Quote | None:
        """Adds the quotation of a content span with its speaker; None if the span has no words but its cue."""
        cue = quoted_span.cue
        kind = _classify(tokens, quoted_span)
        if kind is None:
            return None
        speaker = self._resolve_subject(tokens, cue.subject, paragraph)
        near = paragraph - self.context.speaker_paragraph <= SPEAKER_LIMITS.paragraphs
        if speaker is None and quoted_span.rule == "tag" and near:
            speaker = self.context.speaker
        start, end = tokens[quoted_span.start].start, tokens[quoted_span.end - 1].end
        if start in self._paragraph_starts:
            start = self._paragraph_starts[start]
            while self.quotes and self.quotes[-1].start_char >= start:
                self.quotes.pop()  # earlier paragraphs of one quotation whose cue comes at its end
        quote = self._add((start, end), kind, self._cue_text(tokens, cue), speaker, quoted_span.rule)
        if kind is not QuoteKind.INDIRECT or cue.verb.verb_class <= VerbClass.STATES:
            self.context.record_speaker(speaker, paragraph)
        return quote

    def _cue_text(self, tokens: Tokens, cue: CueSpan) -> str:
        return self._text[tokens[cue.start].start : tokens[cue.end - 1].end]

    def _resolve_subject(self, tokens: Tokens, subject: TokenSpan | None, paragraph: int) -> Speaker | None:
        return resolve_speaker(self._text, tokens, subject, self.context, paragraph) if subject else None

    def _add(self, span: TokenSpan, kind: QuoteKind, cue: str | None, speaker: Speaker | None, rule: str) -> Quote:
        """Adds the quotation at characters `span`."""
        quote = Quote(
            start_char=span[0],
            end_char=span[1],
            surface="",
            kind=kind,
            cue=cue,
            speaker=speaker,
            confidence=QUOTE_CONFIDENCE.of_rule(rule, kind),
            rule=rule,
        )
        self.quotes.append(quote)
        return quote


def _drop_nested(tokens: Tokens, quoted_spans: Sequence[QuotedSpan]) -> list[QuotedSpan]:
    """Drops spans inside another with the same quotation: "she said she finds the dam “too small”"."""
    marked = [s for s in quoted_spans if any(t.kind is TokenKind.QUOTED for t in tokens[s.start : s.end])]
    nested = {
        inner
        for inner in marked
        for outer in marked
        if outer is not inner
        and outer.start <= inner.start
        and inner.end <= outer.end
        and outer.end - outer.start > inner.end - inner.start
    }
    return [quoted_span for quoted_span in quoted_spans if quoted_span not in nested]


def _is_quotation_alone(tokens: Tokens) -> bool:
    return any(t.kind is TokenKind.QUOTED for t in tokens) and all(t.kind is not TokenKind.WORD for t in tokens)


def _classify(tokens: Tokens, quoted_span: QuotedSpan) -> QuoteKind | None:
    """Returns the kind of a content span by its tokens without those of cue and subject; None if there are none."""
    cue_start, cue_end = quoted_span.cue.span
    numbered = enumerate(tokens[quoted_span.start : quoted_span.end], quoted_span.start)
    words = [t for index, t in numbered if not cue_start <= index < cue_end and t.kind is not TokenKind.MARK]
    marked = sum(t.kind is TokenKind.QUOTED for t in words)
    if not words:
        return None
    if marked == len(words):
        return QuoteKind.DIRECT
    return QuoteKind.MIXED if marked else QuoteKind.INDIRECT
