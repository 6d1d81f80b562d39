"""Keeps the relations between articles up to date: copies, namesakes, quotes, revisions, stories."""
