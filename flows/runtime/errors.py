"""Errors that the user can mend, each a line for the user. Pure: types only."""

from __future__ import annotations


class FeedError(Exception):
    """A feed that cannot be added, found or read."""
