"""What a backfill is to load, as far as that can be said before anything is extracted. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from tasks.model.stages import Capture, Dating, Media, Reference
from tasks.text.dates import parse_moment, url_date
from tasks.web.urls import extract_domain
from warehouse.model.records import RejectRow
from warehouse.model.vocabulary import PublishedFrom


@dataclass(frozen=True, slots=True, kw_only=True)
class BackfillFilter:
    """A half-open range of publication times (UTC) and an outlet, by name or domain; None leaves open."""

    since: datetime | None = None
    until: datetime | None = None
    source: str | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self == BackfillFilter()


def explain_skip(found: Capture | RejectRow | Reference, wanted: BackfillFilter) -> str | None:
    """None, or why something is passed over, in a few words. What cannot be judged is wanted: nothing is lost."""
    if wanted.everything or isinstance(found, RejectRow):
        return None
    dating, names = _said(found)
    published = dating.at if dating else None
    # A day without a time is over at its end: one that the range cuts cannot be judged.
    last = published + timedelta(days=1) if published and dating and dating.day_only else published
    if wanted.source and names and wanted.source.casefold() not in names:
        return "another outlet"
    if last and wanted.since and (last < wanted.since or (last == wanted.since and last != published)):
        return "published before"
    if published and wanted.until and published >= wanted.until:
        return "published after"
    return None


def _said(found: Capture | Reference) -> tuple[Dating | None, set[str]]:
    """Publication time and names of the outlet, as a record or an address states them."""
    record = _record(found) if isinstance(found, Capture) and found.media is Media.RECORD else {}
    url = str(record.get("url") or "") or (found.uri if found.uri.startswith("http") else "")
    stated = record.get("published_at")
    dating = parse_moment(stated, PublishedFrom.FILE) if isinstance(stated, str) else url_date(url)
    names = {str(name).casefold() for name in (record.get("source"), extract_domain(url)) if name}
    return dating, names


def _record(found: Capture) -> dict[str, object]:
    try:
        record = json.loads(found.body)
    except (ValueError, RecursionError):
        return {}
    return record if isinstance(record, dict) else {}
