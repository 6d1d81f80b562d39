"""Annotated documents to rows. Pure.

Decides by which keys an article is known again. A document with an address is known by that address and the page's
canonical one. One without is known by its file and, should the file have moved, by outlet, headline and day: only
where the outlet is known and the headline long enough to tell two stories of one outlet apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version

from tasks.name_forms import normal_name
from tasks.names import analyse, blocking_keys
from tasks.shingles import sample, shingled
from tasks.stages import Annotated, Capture, Document, Mention, Quote, Reject, Speaker
from warehouse.records import (
    AttributionRow,
    Batch,
    CaptureRow,
    ItemRow,
    Kind,
    LinkRow,
    MentionRow,
    NameRow,
    QuoteRow,
    RejectRow,
    RemovedRow,
    encode,
)

# Words a headline needs to be a key: "Morning briefing" returns every day, a sentence does not.
_TELLING_WORDS = 6
# Kinds that a model takes for one another: a broadcaster for a person, a ministry for a place.
_MISTAKEN = (Kind.PERSON, Kind.ORG, Kind.PLACE)
NO_OUTLET = "unknown outlet"
# What read and cleaned the documents; a row of another version can be found and made anew.
EXTRACTED_WITH = f"dateline {version('dateline')}, trafilatura {version('trafilatura')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refined:
    """What became of one document of a capture.

    `address` is where the record says it was found, if it says so; `part` which part of the capture it is, where that
    holds several documents.
    """

    capture: Capture
    result: Annotated | Reject
    address: str | None
    part: str | None = None


def assemble(
    refined: Sequence[Refined], unread: Sequence[RejectRow] = (), *, captures: Sequence[Capture] | None = None
) -> Batch:
    """The rows of captures in their order, and of what could not even be read, as one batch.

    `captures` are all of them, when some hold no document; else those of `refined`.
    """
    kept = {one.capture_id: one for one in ([one.capture for one in refined] if captures is None else captures)}
    rejects = [*unread, *(_reject_row(one.capture, one.result) for one in refined if isinstance(one.result, Reject))]
    annotated = [(one, one.result) for one in refined if not isinstance(one.result, Reject)]
    return Batch(
        captures=encode(_capture_row(place, one) for place, one in enumerate(kept.values())),
        rejects=encode(rejects),
        items=encode(_item_row(item, one, result.document, result) for item, (one, result) in enumerate(annotated)),
        links=encode(row for item, (_, result) in enumerate(annotated) for row in _link_rows(item, result.document)),
        mentions=encode(row for item, (_, result) in enumerate(annotated) for row in _mention_rows(item, result)),
        names=encode(_name_rows(result for _, result in annotated)),
        quotes=encode(row for item, (_, result) in enumerate(annotated) for row in _quote_rows(item, result)),
        attributions=encode(
            row for item, (_, result) in enumerate(annotated) for row in _attribution_rows(item, result)
        ),
        documents=len(refined) + len(unread),
    )


def article_keys(document: Document, *, file_uri: str, address: str | None, part: str | None = None) -> tuple[str, ...]:
    """By what the article is known, strongest first; the first is where it was found."""
    addresses = [url for url in (address, document.url) if url]
    if addresses:
        return tuple(dict.fromkeys(f"url:{_bare(url)}" for url in addresses))
    by_title = _title_key(document)
    found_at = f"file:{file_uri}" if part is None else f"part:{file_uri}#{part}"
    return (found_at, *([by_title] if by_title else []))


def source_id(name: str) -> str:
    """Id of the outlet that is known by a domain."""
    return _hash(f"domain:{name}")[:20]


def source_key(document: Document) -> str:
    """By what the outlet is known: the name where the input states it, else its domain, else the name the text gives.

    A domain is the steadiest key, but records often come with addresses of an archive or an aggregator.
    """
    if document.domain and not (document.source_stated and document.source_name):
        return f"domain:{document.domain}"
    return f"name:{_letters(document.source_name or NO_OUTLET)}"


def _title_key(document: Document) -> str | None:
    title = document.title or ""
    if not document.source_name or len(title.split()) < _TELLING_WORDS:
        return None
    day = document.published_at.date().isoformat() if document.published_at else ""
    return f"title:{_letters(document.source_name)}|{_letters(title)}|{day}"


def _bare(url: str) -> str:
    """An address without what servers treat alike: scheme, `www.`, a slash at the end."""
    return url.split("://", 1)[-1].removeprefix("www.").rstrip("/")


def name_id(mention: Mention) -> str:
    """The name: across articles, names of one kind whose normal forms are equal are one."""
    return _name_id(mention.name, mention.kind)


def _name_id(name: str, kind: Kind) -> str:
    return _hash(kind, normal_name(name, kind))[:20]


def _alike(mention: Mention) -> tuple[str, ...]:
    """Ids of the same name under the kinds it may be mistaken for."""
    if mention.kind not in _MISTAKEN:
        return ()
    return tuple(_name_id(mention.name, kind) for kind in _MISTAKEN if kind is not mention.kind)


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _hash(*parts: object) -> str:
    return sha256(json.dumps(parts, ensure_ascii=False, default=str).encode()).hexdigest()


def _capture_row(place: int, capture: Capture) -> CaptureRow:
    return CaptureRow(
        capture_id=capture.capture_id,
        run_id=capture.run_id,
        uri=capture.uri,
        line=capture.line,
        media=capture.media,
        digest=sha256(capture.body).hexdigest(),
        size_bytes=len(capture.body),
        seen_at=capture.seen_at,
        file=capture.file,
        start_offset=capture.start_offset,
        status=capture.status,
        position=place,
    )


def _reject_row(capture: Capture, reject: Reject) -> RejectRow:
    return RejectRow(
        run_id=capture.run_id,
        capture_id=capture.capture_id,
        uri=capture.uri,
        line=capture.line,
        reason=reject.reason,
        detail=" ".join(reject.detail.split())[:500],
        seen_at=capture.seen_at,
    )


def _item_row(item: int, one: Refined, document: Document, annotated: Annotated) -> ItemRow:
    dateline = document.dateline
    return ItemRow(
        item=item,
        capture_id=one.capture.capture_id,
        keys=article_keys(document, file_uri=one.capture.uri, address=one.address, part=one.part),
        source_id=_hash(source_key(document))[:20],
        source_name=document.source_name or document.domain or NO_OUTLET,
        domain=document.domain,
        country=document.country,
        url=document.url,
        title=document.title,
        authors=document.authors,
        lead=document.lead,
        text=document.text,
        language=document.language,
        published_at=document.published_at,
        published_from=document.published_from,
        published_raw=document.published_raw,
        dates_disagree=document.dates_disagree,
        updated_at=document.updated_at,
        dateline_place=dateline.place if dateline else None,
        dateline_date=dateline.day.date() if dateline and dateline.day else None,
        agency=document.agency,
        is_truncated=document.is_truncated,
        word_count=len(document.text.split()),
        text_hash=sha256(document.text.encode()).hexdigest(),
        content_hash=_content_hash(document),
        annotated_with=annotated.annotated_with,
        removed=tuple(RemovedRow(rule=removal.rule, text=removal.text) for removal in document.removed),
        extra=document.extra,
        truncated_because=document.truncated_because,
        extracted_with=EXTRACTED_WITH,
        shingle_keys=sample(shingled(document.text)),
    )


def _content_hash(document: Document) -> str:
    published: datetime | None = document.published_at
    return _hash(
        document.title,
        document.text,
        published.isoformat() if published else None,
        document.authors,
        document.source_name,
        document.url,
        document.language,
        document.extra,
    )


def _link_rows(item: int, document: Document) -> list[LinkRow]:
    return [
        LinkRow(item=item, position=position, kind=link.kind, title=link.title, url=link.url)
        for position, link in enumerate(document.links)
    ]


def _mention_rows(item: int, annotated: Annotated) -> list[MentionRow]:
    return [
        MentionRow(
            item=item,
            start_char=mention.start_char,
            end_char=mention.end_char,
            surface=mention.surface,
            kind=mention.kind,
            name=mention.name,
            name_id=name_id(mention),
            role=mention.role,
            country=mention.country,
        )
        for mention in annotated.mentions
    ]


def _name_rows(annotated: Iterable[Annotated]) -> Iterator[NameRow]:
    """Every name of the batch once, as it came first."""
    seen: set[str] = set()
    for mention in (mention for one in annotated for mention in one.mentions):
        identity = name_id(mention)
        if identity not in seen:
            yield NameRow(
                ordinal=len(seen),
                name_id=identity,
                kind=mention.kind,
                name=mention.name,
                country=mention.country,
                keys=tuple(sorted(blocking_keys(analyse(mention.name, mention.kind)))),
                alike=_alike(mention),
            )
            seen.add(identity)


def _quote_rows(item: int, annotated: Annotated) -> list[QuoteRow]:
    return [_quote_row(item, quote, quote.speaker) for quote in annotated.quotes]


def _quote_row(item: int, quote: Quote, speaker: Speaker | None) -> QuoteRow:
    return QuoteRow(
        item=item,
        start_char=quote.start_char,
        end_char=quote.end_char,
        text=quote.surface,
        kind=quote.kind,
        cue=quote.cue,
        speaker=speaker.surface if speaker else None,
        speaker_start=speaker.start_char if speaker else None,
        speaker_end=speaker.end_char if speaker else None,
        mention_start=speaker.mention.start_char if speaker and speaker.mention else None,
        confidence=quote.confidence,
        rule=quote.rule,
    )


def _attribution_rows(item: int, annotated: Annotated) -> list[AttributionRow]:
    return [
        AttributionRow(
            item=item,
            start_char=credit.start_char,
            end_char=credit.end_char,
            surface=credit.surface,
            source_name=credit.source,
            kind=credit.kind,
            mention_start=credit.mention.start_char if credit.mention else None,
            quote_start=credit.quote.start_char if credit.quote else None,
            quote_end=credit.quote.end_char if credit.quote else None,
        )
        for credit in annotated.credits
    ]
