"""Documents to annotated documents: which model and which rules read what, and what they must not see.

Pure.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tasks.languages import rules_of
from tasks.mentions import Pipeline
from tasks.model.stages import Annotated, Document


def annotate(documents: Sequence[Document], pipelines: Mapping[str, Pipeline]) -> list[Annotated]:
    """One `Annotated` a document, in the same order. `pipelines` is keyed by language (ISO 639-1).

    A document in a language that has none, or in no known language, gets no mentions and `annotated_with` None.
    What it returns for a document does not depend on the others.
    """
    annotated = [Annotated(document=document, mentions=(), annotated_with=None) for document in documents]
    by_language: defaultdict[str, list[int]] = defaultdict(list)
    for index, document in enumerate(documents):
        if document.language is not None and document.language in pipelines:
            by_language[document.language].append(index)
    for language, indices in by_language.items():
        pipeline, rules = pipelines[language], rules_of(language)
        texts = [without_dateline(documents[index]) for index in indices]
        for index, text, spans in zip(indices, texts, pipeline.spans(texts), strict=True):
            mentions = rules.find_mentions(text, spans)
            speech = rules.find_speech(documents[index], mentions, text)
            annotated[index] = Annotated(
                document=documents[index],
                mentions=mentions,
                annotated_with=pipeline.name,
                quotes=speech.quotes,
                credits=speech.credits,
                figures=rules.find_figures(documents[index], mentions, text),
            )
    return annotated


def without_dateline(document: Document) -> str:
    """The text with its dateline blanked out by spaces: of the same length, so that offsets stay those of `text`."""
    dateline, text = document.dateline, document.text
    if dateline is None:
        return text
    start, end = dateline.start_char, dateline.end_char
    blank = "".join(c if c in "\r\n" else " " for c in text[start:end])
    return text[:start] + blank + text[end:]
