"""Errors that the user can mend, each a line for the user. Pure: types only."""


class FeedError(Exception):
    """A feed that cannot be added, found or read."""
