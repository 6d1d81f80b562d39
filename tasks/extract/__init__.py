"""Reads the article out of an HTML page: text, headline, authors, dates."""

from tasks.extract.authors import split_authors
from tasks.extract.html import extract_page

__all__ = ["extract_page", "split_authors"]
