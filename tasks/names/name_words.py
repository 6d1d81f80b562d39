"""Words in names that are not names (particles, titles, suffixes, endings), and lists of spellings and short forms.

Pure, but reads data files once. All in lower-case Latin letters, written from general knowledge of names in the news.
"""

from functools import cache, lru_cache

from tasks.lexicon.titles import HONORIFICS, RANKS
from tasks.lexicon.word_lists import ordered_words, table_rows, word_list, word_set, word_values
from tasks.names.transliterate import encode_sound, romanize_words

# Words inside a name that may be omitted: articles, "son of", prepositions.
NAME_PARTICLES = word_list("names", "particles")
# "Son of": the order of the names before and after it, child and father, counts.
PATERNAL_PARTICLES = word_set("bin ben ibn bn bint binti bnu ould wuld")
NAME_TITLES = (RANKS | HONORIFICS | word_list("names", "titles of many languages")) - word_set("private shah kaiser")
# Titles that also stand after a name or between its parts.
TITLES_ANYWHERE = word_list("names", "titles anywhere")
GENERATION_SUFFIXES = word_values("names", "generation suffixes")
PATRONYMIC_ENDINGS = ordered_words("names", "endings of patronymics")
# Given names so common that outlets omit them before another given name.
OMITTED_GIVEN_NAMES = word_list("names", "honouring")
# Sounds that the family names of a whole people end in: shared by chance.
FAMILY_NAME_ENDINGS = ordered_words("names", "endings of family names")


@cache
def _spellings() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Returns two maps: word, or "=" and its sound, → names it spells; short form, or a name with one, → full names."""
    full: dict[str, set[str]] = {}
    short: dict[str, set[str]] = {}
    for line in table_rows("name_spellings.txt"):
        listed = romanize_words(line.removeprefix("~"))
        names = {listed[0]}
        if line.startswith("~"):
            names |= full.get(listed[0], set())
        for word in listed:
            for form in (word, f"={encode_sound(word)}"):
                (short if line.startswith("~") else full).setdefault(form, set()).update(names)
    return {k: frozenset(v) for k, v in full.items()}, {k: frozenset(v) for k, v in short.items()}


@lru_cache(maxsize=1 << 14)
def find_known_names(word: str) -> frozenset[str]:
    """Returns the listed names that `word` spells or sounds like; empty for most words."""
    full, _ = _spellings()
    return full.get(word) or full.get(f"={encode_sound(word)}", frozenset())


@lru_cache(maxsize=1 << 14)
def find_full_names(word: str) -> frozenset[str]:
    """Returns the full names of a short form, or the name itself if it has short forms: Bill, William → {"william"}."""
    _, short = _spellings()
    return short.get(word, frozenset())
