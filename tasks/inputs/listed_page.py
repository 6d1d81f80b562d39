"""Addresses of pages that a list names: records without a text, whose pages can be fetched. Pure.

What the record states goes with the page as a feed's entry does, and stands in for the page where there is none.
"""

from tasks.feeds import Entry
from tasks.inputs.fields import RecordFields
from tasks.inputs.record import read_stated
from tasks.inputs.registry import state_fields
from tasks.model.stages import Capture, Reject


def make_listed_entry(capture: Capture) -> Entry | None:
    """The page that a record leads to, as the entry of a feed; None as `tasks.inputs.read_listed_page` says."""
    fields = state_fields(capture)
    if not isinstance(fields, RecordFields) or not fields.values:
        return None
    if fields.values.get("text") is not None or fields.values.get("html") is not None:
        return None
    stated = read_stated(fields)
    if isinstance(stated, Reject):
        return None
    return Entry(
        position=capture.line or 0,
        guid=None,
        url=stated.url,
        raw_link=stated.url,
        title=stated.title,
        summary=None,
        content=None,
        authors=stated.authors,
        published=stated.datings[0] if stated.datings else None,
        updated_at=stated.updated_at,
        language=stated.language,
        source_name=stated.source_name,
    )
