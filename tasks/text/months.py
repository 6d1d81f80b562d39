"""Names of months, as pages, prose and feeds write them, with their numbers.

Pure, but for reading the lists once.
"""

from tasks.lexicon.word_lists import word_values


def _numbered(section: str) -> dict[str, int]:
    return {name: int(number) for name, number in word_values("months", section).items()}


ENGLISH_MONTHS = _numbered("english")
MONTHS = ENGLISH_MONTHS | _numbered("pages")
FEED_MONTHS = MONTHS | _numbered("feeds")
