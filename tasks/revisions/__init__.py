"""Compares two versions of an article by sentences and words."""

from tasks.revisions.sentence_diff import find_revisions
from tasks.revisions.word_diff import DiffSpan, SpanChange, diff_texts, diff_words

__all__ = ["DiffSpan", "SpanChange", "diff_texts", "diff_words", "find_revisions"]
