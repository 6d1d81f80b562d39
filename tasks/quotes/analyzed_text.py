"""Analyze a text once for all rules about reported speech: its sentences with their cues, and its mentions.

Pure.
"""

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

    `paragraph_starts`: offset of a paragraph that continues a quotation → offset of that quotation's first paragraph.
    """

    text: str
    mentions: Sequence[Mention]
    sentences: Sequence[tuple[Sentence, Sequence[CueSpan]]]
    paragraph_starts: Mapping[int, int]


def analyze_text(text: str, mentions: Sequence[Mention], prose: str | None = None) -> AnalyzedText:
    """Returns the analysis of `text`, which is English, in time linear in its length.

    `prose` is the same text with a dateline replaced by spaces.
    """
    prose = text if prose is None else prose
    quotations = [quotation for quotation in quoted(prose) if not _is_title(prose, quotation)]
    joined = _join_tags(sentences(prose, quotations))
    with_cues = [(sentence, find_cue_spans(sentence.tokens)) for sentence in joined]
    return AnalyzedText(text, mentions, with_cues, {q.start: q.begun for q in quotations if q.begun is not None})


def _is_title(text: str, quotation: Quoted) -> bool:
    """Whether it is the title of a work, “War and Peace”: several capitalized words without a full stop."""
    inner = text[quotation.inner_start : min(quotation.inner_end, quotation.inner_start + 200)].strip()
    words = inner.split()
    capitalized = all(word[0].isupper() or word[0].isdigit() or word.lower() in _SMALL for word in words)
    before = text[max(quotation.start - 2, 0) : quotation.start].strip()[-1:]
    ends_sentence = inner[-1:] in (".", "!", "?")
    return len(words) >= _TITLE_WORDS and capitalized and not ends_sentence and before not in (",", ":")


def _join_tags(unjoined: Sequence[Sentence]) -> list[Sentence]:
    """Joins an attribution tag to a quotation before it that ends a sentence: "“Why not?” Ayoub asked."."""
    joined: list[Sentence] = []
    for sentence in unjoined:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.paragraph == sentence.paragraph
            and last.tokens[-1].kind is TokenKind.QUOTED
            and is_attribution_tag(sentence.tokens)
        ):
            joined[-1] = Sentence([*last.tokens, *sentence.tokens], sentence.paragraph)
        else:
            joined.append(sentence)
    return joined
