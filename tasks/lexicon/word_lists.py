"""Word lists of a language, from the files of its folder `tasks/lexicon/xx/`; each file is read once.

Files. A list file is a row of sections: `[name]`, comments (`#`), and words. What a section holds, its reader says.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_LANGUAGE = "en"


class LexiconError(ValueError):
    """FILE, line N: what is wrong in a file of the lexicon. Not transient: the file has to be mended."""

    transient = False


def word_set(text: str) -> frozenset[str]:
    """The words of a small set that stands in the code of its algorithm; white space separates them."""
    return frozenset(text.split())


def phrase_set(text: str) -> frozenset[str]:
    """The phrases of a small set that stands in the code of its algorithm; `|` separates them."""
    return frozenset(text.split("|"))


def word_list(file: str, section: str, language: str = _LANGUAGE) -> frozenset[str]:
    """The words of a section, which white space separates."""
    return frozenset(ordered_words(file, section, language))


def ordered_words(file: str, section: str, language: str = _LANGUAGE) -> tuple[str, ...]:
    """The words of a section in the order of the file."""
    return tuple(word for _, line in _section(file, section, language) for word in split_line(line, None))


def phrases(file: str, section: str, language: str = _LANGUAGE) -> tuple[str, ...]:
    """The phrases of a section in the order of the file; `|` or the end of a line separates them."""
    return tuple(phrase for _, line in _section(file, section, language) for phrase in split_line(line, "|"))


def word_groups(file: str, section: str, language: str = _LANGUAGE) -> dict[str, tuple[str, ...]]:
    """Key → words, from lines `key: word word`."""
    return {key: tuple(words) for key, words in _groups(file, section, language, None)}


def phrase_groups(file: str, section: str, language: str = _LANGUAGE) -> dict[str, tuple[str, ...]]:
    """Key → phrases, from lines `key: phrase|phrase`."""
    return {key: tuple(words) for key, words in _groups(file, section, language, "|")}


def word_values(file: str, section: str, language: str = _LANGUAGE) -> dict[str, str]:
    """Word → value, from lines `value: word word`."""
    return {word: value for value, words in _groups(file, section, language, None) for word in words}


def phrase_values(file: str, section: str, language: str = _LANGUAGE) -> dict[str, str]:
    """Phrase → value, from lines `value: phrase|phrase`."""
    return {phrase: value for value, words in _groups(file, section, language, "|") for phrase in words}


def table_rows(file: str, language: str = _LANGUAGE) -> Iterator[str]:
    """The lines of a table (with its suffix: `regions.tsv`), without comments and empty lines."""
    return (line for _, line in _lines(_path(file, language)))


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


def split_line(text: str, separator: str | None) -> list[str]:
    """The words of a line; a tool that counts which of them are used puts its own function here."""
    return text.split(separator)


def _groups(file: str, section: str, language: str, separator: str | None) -> Iterator[tuple[str, list[str]]]:
    for number, line in _section(file, section, language):
        key, colon, words = line.partition(":")
        if not colon:
            raise LexiconError(f"{_path(file + '.txt', language)}, line {number}: no `key: words`: {line}")
        yield key, split_line(words.strip(), separator) if words else []


def _section(file: str, section: str, language: str) -> list[tuple[int, str]]:
    path = _path(f"{file}.txt", language)
    sections = _sections(path)
    if section not in sections:
        raise LexiconError(f"{path}: no section [{section}]")
    return sections[section]


@cache
def _sections(path: Path) -> dict[str, list[tuple[int, str]]]:
    """The numbered lines of each section of a file."""
    sections: dict[str, list[tuple[int, str]]] = {}
    lines: list[tuple[int, str]] | None = None
    for number, line in _lines(path):
        if line.startswith("[") and line.endswith("]"):
            if line[1:-1] in sections:
                raise LexiconError(f"{path}, line {number}: a second section {line}")
            lines = sections[line[1:-1]] = []
        elif lines is None:
            raise LexiconError(f"{path}, line {number}: words before the first [section]")
        else:
            lines.append((number, line))
    return sections


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(f"{path}: {error}") from error
    for number, line in enumerate(text.splitlines(), 1):
        if line and not line.startswith("#"):
            yield number, line


def _path(name: str, language: str) -> Path:
    return _FOLDER / language / name
