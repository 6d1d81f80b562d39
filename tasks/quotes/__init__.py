"""Finds quotations, their speakers and the sources that a text cites, and compares quotations."""

from tasks.quotes.analyzed_text import analyze_text
from tasks.quotes.cited_sources import extract_cited_sources
from tasks.quotes.extract import extract_quotes
from tasks.quotes.similarity import link_pairs

__all__ = ["analyze_text", "extract_cited_sources", "extract_quotes", "link_pairs"]
