"""Finds the names that a text mentions: a model's spans, corrected by tables and rules."""

from tasks.mentions.mentions import find_mentions
from tasks.mentions.ner import EntitySpan, Pipeline, load_pipeline

__all__ = ["EntitySpan", "Pipeline", "find_mentions", "load_pipeline"]
