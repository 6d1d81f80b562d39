"""Small sets of words that stand in the code of the algorithm they belong to. Pure."""


def word_set(text: str) -> frozenset[str]:
    """The words of `text`, which white space separates."""
    return frozenset(text.split())


def phrase_set(text: str) -> frozenset[str]:
    """The phrases of `text`, which `|` separates."""
    return frozenset(text.split("|"))
