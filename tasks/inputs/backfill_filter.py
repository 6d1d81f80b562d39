"""What a backfill skips, as far as that can be told before anything is extracted.

Pure.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tasks.archive import Input
from tasks.inputs.fields import RecordFields, parse_stated_time
from tasks.inputs.registry import state_fields
from tasks.model.stages import Capture, Dating, Reference
from tasks.text.dates import url_date
from tasks.web import extract_domain
from warehouse.model.tables import RejectRow


@dataclass(frozen=True, slots=True, kw_only=True)
class BackfillFilter:
    """A half-open range of publication times (UTC) and an outlet, by name or domain; None leaves open."""

    since: datetime | None = None
    until: datetime | None = None
    source: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether the filter lets everything through."""
        return self == BackfillFilter()


def explain_skip(item: Input, backfill_filter: BackfillFilter) -> str | None:
    """Why the filter skips something, in a few words; None where it is loaded. Without evidence it is loaded."""
    if backfill_filter.is_open or isinstance(item, RejectRow):
        return None
    since, until, source = backfill_filter.since, backfill_filter.until, backfill_filter.source
    dating, outlet_names = _read_evidence(item)
    published = dating.at if dating else None
    # A day without a time lasts to its end: one that the range cuts cannot be decided.
    last = published + timedelta(days=1) if published and dating and dating.day_only else published
    if source and outlet_names and source.casefold() not in outlet_names:
        return "another outlet"
    if last and since and (last < since or (last == since and last != published)):
        return "published before"
    if published and until and published >= until:
        return "published after"
    return None


def _read_evidence(item: Capture | Reference) -> tuple[Dating | None, set[str]]:
    """Publication time and names of the outlet, as a record or an address states them."""
    fields = state_fields(item) if isinstance(item, Capture) else None
    record = fields.values if isinstance(fields, RecordFields) else {}
    url = str(record.get("url") or "") or (item.uri if item.uri.startswith("http") else "")
    stated = record.get("published_at")
    dating = parse_stated_time(stated) if isinstance(stated, str) else url_date(url)
    names = {str(name).casefold() for name in (record.get("source"), extract_domain(url)) if name}
    return dating, names
