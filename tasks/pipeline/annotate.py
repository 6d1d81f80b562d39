"""Pure. Documents to annotated documents: which pipeline reads what, and what it must not see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tasks.figures.extract import figures_of
from tasks.mentions.mentions import mentions_of
from tasks.mentions.ner import Pipeline
from tasks.model.stages import Annotated, Document, Mention
from tasks.quotes.cited_sources import credits_of
from tasks.quotes.extract import quotes_of
from tasks.quotes.reading import read

# The language whose words of speech and of number the rules know.
_SPOKEN = "en"


def annotate(documents: Sequence[Document], pipelines: Mapping[str, Pipeline]) -> list[Annotated]:
    """One `Annotated` a document, in the same order. `pipelines` is keyed by language (ISO 639-1).

    A document in a language that has none, or in no known language, gets no mentions and `annotated_with` None.
    What it returns for a document does not depend on the others.
    """
    found = {at: Annotated(document=d, mentions=(), annotated_with=None) for at, d in enumerate(documents)}
    by_language: defaultdict[str, list[int]] = defaultdict(list)
    for at, document in enumerate(documents):
        if document.language is not None and document.language in pipelines:
            by_language[document.language].append(at)
    for language, places in by_language.items():
        pipeline = pipelines[language]
        texts = [readable(documents[at]) for at in places]
        for at, text, spans in zip(places, texts, pipeline.spans(texts), strict=True):
            found[at] = _annotated(documents[at], text, mentions_of(text, spans), pipeline.name)
    return [found[at] for at in range(len(documents))]


def _annotated(document: Document, text: str, mentions: tuple[Mention, ...], name: str) -> Annotated:
    if document.language != _SPOKEN:
        return Annotated(document=document, mentions=mentions, annotated_with=name)
    reading = read(document.text, mentions, text)
    quotes = quotes_of(reading)
    credits_ = credits_of(document, reading, quotes)
    return Annotated(
        document=document,
        mentions=mentions,
        annotated_with=name,
        quotes=quotes,
        credits=credits_,
        figures=figures_of(document.text, mentions, text),
    )


def readable(document: Document) -> str:
    """The text with its dateline blanked out by spaces: of the same length, so that offsets stay those of `text`."""
    dateline, text = document.dateline, document.text
    if dateline is None:
        return text
    start, end = dateline.start_char, dateline.end_char
    blank = "".join(c if c in "\r\n" else " " for c in text[start:end])
    return text[:start] + blank + text[end:]
