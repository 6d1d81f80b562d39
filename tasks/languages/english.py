"""The rules of English. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from tasks.figures.extract import figures_of
from tasks.languages.rules import LanguageRules, Speech
from tasks.model.stages import Document, Figure, Mention
from tasks.quotes.cited_sources import credits_of
from tasks.quotes.extract import quotes_of
from tasks.quotes.reading import read


def find_english_speech(document: Document, mentions: Sequence[Mention], text: str) -> Speech:
    """Quotations and cited sources of an English text."""
    reading = read(document.text, mentions, text)
    quotes = quotes_of(reading)
    return Speech(quotes=quotes, credits=credits_of(document, reading, quotes))


def find_english_figures(document: Document, mentions: Sequence[Mention], text: str) -> tuple[Figure, ...]:
    """Figures of an English text."""
    return figures_of(document.text, mentions, text)


ENGLISH = LanguageRules(code="en", find_speech=find_english_speech, find_figures=find_english_figures)
