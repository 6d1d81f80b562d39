"""A pipeline without a model, and documents to annotate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tasks.mentions.ner import EntitySpan
from tasks.model.stages import Dateline, Document


@dataclass
class Fake:
    """A pipeline that takes every capitalised word for a place and remembers what it was shown."""

    name: str = "fake-1"
    shown: list[str] = field(default_factory=list)

    def spans(self, texts: Sequence[str]) -> list[list[EntitySpan]]:
        self.shown += texts
        return [[EntitySpan(i, i + 4, "GPE") for i, c in enumerate(t) if c == "Q"] for t in texts]


def document(text: str, *, language: str | None = "en", dateline: tuple[int, int] | None = None) -> Document:
    place = None
    if dateline:
        start, end = dateline
        place = Dateline(
            start_char=start, end_char=end, place=None, day=None, month_day=None, agency=None, outlet=None
        )  # fmt: skip
    return Document(
        url=None, domain=None, source_name=None, source_stated=False, title=None, lead=None, text=text,
        authors=(), language=language, published_at=None, published_from=None, published_raw=None,
        dates_disagree=False, updated_at=None, dateline=place, agency=None, is_truncated=False, truncated_because=None,
        links=(), removed=(), extra=None,
    )  # fmt: skip
