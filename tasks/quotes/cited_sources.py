"""Pure. Which sources an article cites: outlets and agencies that reported, were told, or are quoted through.

The agency of a dateline and outlets in a byline are credits, too; the latter have no place in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tasks.lexicon.words import word_set
from tasks.model.stages import Credit, Document, Mention, Quote, Speaker
from tasks.places.news_agencies import agency_of, is_outlet
from tasks.quotes.cue_spans import CueSpan
from tasks.quotes.reading import AnalyzedText
from tasks.quotes.speakers import DiscourseContext, is_outlet_phrase, resolve_speaker
from tasks.quotes.subjects import SentenceTokens, TokenSpan, find_subject_after
from warehouse.model.vocabulary import CreditKind, Kind

_REPORTING = word_set("report reveal disclose")
_CITING = word_set("citing quoting")
_THROUGH = word_set("quoted cited")
_CARRIED = word_set("reported carried published released broadcast aired obtained")
_MEETING = word_set("interview interviews conversation")
_LOOKED_AT = 40  # quotations before the end of a sentence; no sentence has more
_PIECE = re.compile(r"[^\s()/,;:–—-][^()/,;:–—]*?(?=\s*(?:[()/,;:–—]|-|$))")


def extract_cited_sources(document: Document, read: AnalyzedText, quotes: Sequence[Quote]) -> tuple[Credit, ...]:
    """The credits of a document in reading order, those without a place last; a source counts once at a place.

    `quotes` are the quotations of the document: a credit leads to the one that the source is cited for.
    """
    heard = DiscourseContext.of(read.mentions)
    found = [_known(one, read.mentions) for one in (*_of_dateline(document), *_of_byline(document))]
    for sentence, sites in read.sentences:
        for kind, span in _cited(sentence.tokens, sites):
            who = resolve_speaker(read.text, sentence.tokens, span, heard, sentence.paragraph)
            if who is not None and _is_source(kind, who):
                found.append(_credit(kind, who, sentence.tokens, quotes))
    places = {(one.start_char, one.end_char, one.surface): one for one in reversed(found)}
    return tuple(sorted(places.values(), key=lambda one: (one.start_char is None, one.start_char or 0, one.source)))


def _known(credit: Credit, mentions: Sequence[Mention]) -> Credit:
    """With the first mention of the same outlet in the text, where there is one."""
    named = (
        m for m in mentions if m.kind is Kind.ORG and (m.name == credit.source or agency_of(m.name) == credit.source)
    )
    return replace(credit, mention=next(named, None))


def _cited(ts: SentenceTokens, sites: Sequence[CueSpan]) -> Iterator[tuple[CreditKind, TokenSpan]]:
    for site in sites:
        if site.verb.base == "tell" and not site.passive:
            yield from _after(ts, site.last, CreditKind.TOLD)
        if site.subject is not None and site.verb.base in _REPORTING:
            yield CreditKind.REPORTED, site.subject
    for at, token in enumerate(ts):
        following = ts[at + 1].lower if at + 1 < len(ts) else ""
        if token.lower in _CITING:
            yield from _after(ts, at + 1, CreditKind.REPORTED)
        elif token.lower == "according" and following == "to":
            yield from _after(ts, at + 2, CreditKind.REPORTED)
        elif token.lower in _THROUGH and following in ("by", "in"):
            yield from _after(ts, at + 2, CreditKind.QUOTED)
        elif token.lower in _CARRIED and following == "by":
            yield from _after(ts, at + 2, CreditKind.REPORTED)
        elif token.lower in _MEETING and following == "with":
            yield from _after(ts, at + 2, CreditKind.TOLD)


def _after(ts: SentenceTokens, at: int, kind: CreditKind) -> Iterator[tuple[CreditKind, TokenSpan]]:
    span = find_subject_after(ts, at)
    if span is not None:
        yield kind, span


def _is_source(kind: CreditKind, who: Speaker) -> bool:
    """A body that is named, or an outlet that is described: "the broadcaster". Persons are speakers, not sources."""
    if who.mention is not None:
        return who.mention.kind is Kind.ORG
    return kind is not CreditKind.TOLD and is_outlet_phrase(who.surface)


def _credit(kind: CreditKind, who: Speaker, ts: SentenceTokens, quotes: Sequence[Quote]) -> Credit:
    return Credit(
        start_char=who.start_char,
        end_char=who.end_char,
        surface=who.surface,
        source=who.mention.name if who.mention else who.surface,
        kind=kind,
        mention=who.mention,
        quote=_of_sentence(ts, who, quotes),
    )


def _of_sentence(ts: SentenceTokens, who: Speaker, quotes: Sequence[Quote]) -> Quote | None:
    """What the source says itself in this sentence, else the nearest quotation."""
    start, behind = ts[0].start, bisect_left(quotes, ts[-1].end, key=lambda q: q.start_char)
    near = [q for q in quotes[max(0, behind - _LOOKED_AT) : behind] if q.end_char > start]
    return min(near, key=lambda q: _distance(q, who), default=None)


def _distance(quote: Quote, who: Speaker) -> tuple[int, int]:
    if quote.speaker is not None and quote.speaker.start_char == who.start_char:
        return (0, quote.start_char)
    return (max(quote.start_char - who.end_char, who.start_char - quote.end_char, 0) + 1, quote.start_char)


def _of_dateline(document: Document) -> Iterator[Credit]:
    """The agencies that the dateline credits, where it names them; without a place where a header line did."""
    for agency in filter(None, (document.agency or "").split("/")):
        place = _named_in_dateline(document, agency)
        surface = document.text[slice(*place)] if place else agency
        yield _bare(surface, agency, CreditKind.CREDIT, place)


def _named_in_dateline(document: Document, agency: str) -> TokenSpan | None:
    if document.dateline is None:
        return None
    for piece in _PIECE.finditer(document.text, document.dateline.start_char, document.dateline.end_char):
        if agency_of(piece.group()) == agency:
            return piece.span()
    return None


def _of_byline(document: Document) -> Iterator[Credit]:
    for author in document.authors:
        agency = agency_of(author)
        if agency is not None or is_outlet(author):
            yield _bare(author, agency or author, CreditKind.BYLINE, None)


def _bare(surface: str, source: str, kind: CreditKind, place: TokenSpan | None) -> Credit:
    start, end = place or (None, None)
    return Credit(start_char=start, end_char=end, surface=surface, source=source, kind=kind, mention=None, quote=None)
