"""Pure. A text read once for all rules about speech: its sentences with their cues, and the mentions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tasks.lexicon.word_lists import word_list
from tasks.model.stages import Mention
from tasks.quotes.attribution_tags import is_attribution_tag
from tasks.quotes.cue_spans import CueSpan, find_cue_spans
from tasks.text.quotation_marks import Quoted, quoted
from tasks.text.sentences import Sentence, sentences
from tasks.text.tokens import TokenKind

_TITLE_WORDS = 2
_SMALL = word_list("quotations", "small words of headlines")


class AnalyzedText(NamedTuple):
    """Sentences in reading order, each with its cues, and the mentions of the text.

    `begun` leads from the offset of a quotation that goes on from the paragraph before to where that one begins.
    """

    text: str
    mentions: Sequence[Mention]
    sentences: Sequence[tuple[Sentence, Sequence[CueSpan]]]
    begun: Mapping[int, int]


def analyze_text(text: str, mentions: Sequence[Mention], shown: str | None = None) -> AnalyzedText:
    """Reads `text`, which is English; linear in its length.

    `shown` is the same text with what is no prose (a dateline) replaced by spaces.
    """
    prose = text if shown is None else shown
    marks = [one for one in quoted(prose) if not _is_title(prose, one)]
    found = [(one, find_cue_spans(one.tokens)) for one in _joined(sentences(prose, marks))]
    return AnalyzedText(text, mentions, found, {one.start: one.begun for one in marks if one.begun is not None})


def _is_title(text: str, one: Quoted) -> bool:
    """The name of a work, “War and Peace”: several words, all but small ones with capitals, no full stop."""
    inner = text[one.inner_start : min(one.inner_end, one.inner_start + 200)].strip()
    parts = inner.split()
    named = all(part[0].isupper() or part[0].isdigit() or part.lower() in _SMALL for part in parts)
    before = text[max(one.start - 2, 0) : one.start].strip()[-1:]
    return len(parts) >= _TITLE_WORDS and named and inner[-1:] not in (".", "!", "?") and before not in (",", ":")


def _joined(found: Sequence[Sentence]) -> list[Sentence]:
    """Sentences, with a tag joined to the quotation before it that ends like one: "“Why not?” Ayoub asked."."""
    out: list[Sentence] = []
    for one in found:
        last = out[-1] if out else None
        if (
            last is not None
            and last.paragraph == one.paragraph
            and last.tokens[-1].kind is TokenKind.QUOTED
            and is_attribution_tag(one.tokens)
        ):
            out[-1] = Sentence([*last.tokens, *one.tokens], one.paragraph)
        else:
            out.append(one)
    return out
