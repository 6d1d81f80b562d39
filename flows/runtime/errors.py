"""Trouble that is the user's to mend, as a line for the user. Types only."""

from __future__ import annotations


class FeedError(Exception):
    """Something about a feed that cannot be done."""
