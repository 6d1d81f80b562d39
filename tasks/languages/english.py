"""The rules of English. Pure."""

from collections.abc import Sequence

from tasks.figures import extract_figures
from tasks.languages.rules import LanguageRules, Speech
from tasks.model.stages import Document, Figure, Mention
from tasks.quotes import analyze_text, extract_cited_sources, extract_quotes


def find_english_speech(document: Document, mentions: Sequence[Mention], text: str) -> Speech:
    """Quotations and cited sources of an English text."""
    reading = analyze_text(document.text, mentions, text)
    quotes = extract_quotes(reading)
    return Speech(quotes=quotes, credits=extract_cited_sources(document, reading, quotes))


def find_english_figures(document: Document, mentions: Sequence[Mention], text: str) -> tuple[Figure, ...]:
    """Figures of an English text."""
    return extract_figures(document.text, mentions, text)


ENGLISH = LanguageRules(code="en", find_speech=find_english_speech, find_figures=find_english_figures)
