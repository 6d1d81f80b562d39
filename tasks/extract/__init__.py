"""Reads the article out of an HTML page: text, headline, authors, dates."""
