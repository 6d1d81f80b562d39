"""Extract the sources an article cites: outlets and agencies that reported something, were told it or are quoted.

Pure. The agency of a dateline and outlets in a byline are cited sources, too; the latter have no place in the text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tasks.lexicon.word_lists import word_set
from tasks.model.stages import Credit, Document, Mention, Quote, Speaker
from tasks.places import agency_of, is_outlet
from tasks.quotes.analyzed_text import AnalyzedText
from tasks.quotes.cue_spans import CueSpan
from tasks.quotes.speakers import DiscourseContext, is_outlet_phrase, resolve_speaker
from tasks.quotes.subjects import Tokens, TokenSpan, find_subject_after
from tasks.text.tokens import lower_at
from warehouse.model.vocabulary import CreditKind, Kind

_REPORTING = word_set("report reveal disclose")
# Words before a source, the words that must follow them, and how the article came by what the source says.
_CITING_PHRASES = (
    (word_set("citing quoting"), None, CreditKind.REPORTED),
    (word_set("according"), word_set("to"), CreditKind.REPORTED),
    (word_set("quoted cited"), word_set("by in"), CreditKind.QUOTED),
    (word_set("reported carried published released broadcast aired obtained"), word_set("by"), CreditKind.REPORTED),
    (word_set("interview interviews conversation"), word_set("with"), CreditKind.TOLD),
)
_MAX_QUOTES = 40  # quotations before the end of a sentence; no sentence has more
_PIECE = re.compile(r"[^\s()/,;:–—-][^()/,;:–—]*?(?=\s*(?:[()/,;:–—]|-|$))")


def extract_cited_sources(document: Document, analyzed: AnalyzedText, quotes: Sequence[Quote]) -> tuple[Credit, ...]:
    """Returns the credits of a document in reading order, those without a place last; one a source and place.

    `quotes` are the quotations of the document: a credit leads to the one that the source is cited for.
    """
    context = DiscourseContext(analyzed.mentions)
    unlinked = (*_list_dateline_agencies(document), *_list_byline_outlets(document))
    credits_ = [_link_to_mention(credit, analyzed.mentions) for credit in unlinked]
    for sentence, cues in analyzed.sentences:
        for kind, span in _find_citations(sentence.tokens, cues):
            source = resolve_speaker(analyzed.text, sentence.tokens, span, context, sentence.paragraph)
            if source is not None and _is_source(kind, source):
                credits_.append(_make_credit(kind, source, sentence.tokens, quotes))
    unique = {(credit.start_char, credit.end_char, credit.surface): credit for credit in reversed(credits_)}
    return tuple(sorted(unique.values(), key=lambda c: (c.start_char is None, c.start_char or 0, c.source)))


def _link_to_mention(credit: Credit, mentions: Sequence[Mention]) -> Credit:
    """Returns the credit with the first mention of the same outlet in the text, if there is one."""
    organizations = (m for m in mentions if m.kind is Kind.ORG)
    same = (m for m in organizations if m.name == credit.source or agency_of(m.name) == credit.source)
    return replace(credit, mention=next(same, None))


def _find_citations(tokens: Tokens, cues: Sequence[CueSpan]) -> Iterator[tuple[CreditKind, TokenSpan]]:
    for cue in cues:
        if cue.verb.base == "tell" and not cue.is_passive:
            yield from _find_source_after(tokens, cue.end, CreditKind.TOLD)
        if cue.subject is not None and cue.verb.base in _REPORTING:
            yield CreditKind.REPORTED, cue.subject
    for index, token in enumerate(tokens):
        for first_words, second_words, kind in _CITING_PHRASES:
            if token.lower in first_words and (second_words is None or lower_at(tokens, index + 1) in second_words):
                yield from _find_source_after(tokens, index + (1 if second_words is None else 2), kind)


def _find_source_after(tokens: Tokens, index: int, kind: CreditKind) -> Iterator[tuple[CreditKind, TokenSpan]]:
    span = find_subject_after(tokens, index)
    if span is not None:
        yield kind, span


def _is_source(kind: CreditKind, source: Speaker) -> bool:
    """Whether it is a named organization or a described outlet ("the broadcaster"); a person is never one."""
    if source.mention is not None:
        return source.mention.kind is Kind.ORG
    return kind is not CreditKind.TOLD and is_outlet_phrase(source.surface)


def _make_credit(kind: CreditKind, source: Speaker, tokens: Tokens, quotes: Sequence[Quote]) -> Credit:
    return Credit(
        start_char=source.start_char,
        end_char=source.end_char,
        surface=source.surface,
        source=source.mention.name if source.mention else source.surface,
        kind=kind,
        mention=source.mention,
        quote=_find_cited_quote(tokens, source, quotes),
    )


def _find_cited_quote(tokens: Tokens, source: Speaker, quotes: Sequence[Quote]) -> Quote | None:
    """Returns the quotation of the sentence whose speaker is the source, else the one nearest to the source."""
    start, end = tokens[0].start, bisect_left(quotes, tokens[-1].end, key=lambda q: q.start_char)
    near = [q for q in quotes[max(0, end - _MAX_QUOTES) : end] if q.end_char > start]
    return min(near, key=lambda q: _measure_distance(q, source), default=None)


def _measure_distance(quote: Quote, source: Speaker) -> tuple[int, int]:
    if quote.speaker is not None and quote.speaker.start_char == source.start_char:
        return (0, quote.start_char)
    return (max(quote.start_char - source.end_char, source.start_char - quote.end_char, 0) + 1, quote.start_char)


def _list_dateline_agencies(document: Document) -> Iterator[Credit]:
    """Yields the agencies credited in the dateline; without a place if a header line named them."""
    for agency in filter(None, (document.agency or "").split("/")):
        place = _find_in_dateline(document, agency)
        surface = document.text[slice(*place)] if place else agency
        yield _make_unquoted_credit(surface, agency, CreditKind.CREDIT, place)


def _find_in_dateline(document: Document, agency: str) -> tuple[int, int] | None:
    """Returns the characters of the dateline that name the agency."""
    if document.dateline is None:
        return None
    pieces = _PIECE.finditer(document.text, document.dateline.start_char, document.dateline.end_char)
    return next((piece.span() for piece in pieces if agency_of(piece.group()) == agency), None)


def _list_byline_outlets(document: Document) -> Iterator[Credit]:
    for author in document.authors:
        agency = agency_of(author)
        if agency is not None or is_outlet(author):
            yield _make_unquoted_credit(author, agency or author, CreditKind.BYLINE, None)


def _make_unquoted_credit(surface: str, source: str, kind: CreditKind, place: tuple[int, int] | None) -> Credit:
    start, end = place or (None, None)
    return Credit(start_char=start, end_char=end, surface=surface, source=source, kind=kind, mention=None, quote=None)
