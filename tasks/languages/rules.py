"""What the rules of one language give, and the rules of a language that has none of its own.

Pure.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tasks.mentions import EntitySpan, find_mentions
from tasks.model.stages import Credit, Document, Figure, Mention, Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """The quotations of a text and the sources that it cites."""

    quotes: tuple[Quote, ...] = ()
    credits: tuple[Credit, ...] = ()


def find_no_speech(_document: Document, _mentions: Sequence[Mention], _text: str) -> Speech:
    """No quotation and no cited source."""
    return Speech()


def find_no_figures(_document: Document, _mentions: Sequence[Mention], _text: str) -> tuple[Figure, ...]:
    """No figure."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageRules:
    """The rules of the language `code` (ISO 639-1). What a language does not set is read as in any language.

    `find_mentions` takes a text and a model's spans. The others take the document, its mentions, and its text with the
    dateline blanked out; all offsets count from the start of `document.text`.
    """

    code: str
    find_mentions: Callable[[str, Iterable[EntitySpan]], tuple[Mention, ...]] = find_mentions
    find_speech: Callable[[Document, Sequence[Mention], str], Speech] = find_no_speech
    find_figures: Callable[[Document, Sequence[Mention], str], tuple[Figure, ...]] = find_no_figures
