"""Tables of facts that several packages read: countries and given names.

Files: each is read once.
"""

from functools import cache

from tasks.lexicon.word_lists import split_line, table_rows


@cache
def countries() -> tuple[dict[str, str], dict[str, str]]:
    """Names and demonyms to ISO 3166-1 alpha-2 codes ("" for peoples and states that have none)."""
    names: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    for row in table_rows("countries.tsv"):
        code, written_names, written_demonyms = row.split("\t")
        names |= dict.fromkeys(written_names.split("|"), code.strip("-"))
        demonyms |= dict.fromkeys(filter(None, written_demonyms.split("|")), code.strip("-"))
    return names, demonyms


@cache
def given_names() -> frozenset[str]:
    """Given names that make an undecided run of capitalised words a person."""
    return frozenset(name for row in table_rows("given_names.txt") for name in split_line(row, None))
