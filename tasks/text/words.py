"""Words of a text with their offsets, and runs of capitalised words: what the rules about names read.

Pure.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from tasks.lexicon.abbreviations import BESIDE_NAMES
from tasks.lexicon.word_lists import word_list, word_set

# Initials with dots (U.S., J.K.) are one word; hyphens part words (al-Assad is two, joined), apostrophes do not.
# Every alternative eats what it looks at and the classes are disjoint: linear on any input.
# So is an outlet named by its address (Lenta.ru).
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"
    r"|[^\W_]++\.(?:ru|com|net|org|info|kg|kz|uz|ua|by|pl|cz|il|az|ge|tv)(?![\w.])"
    r"|[^\W_]+(?:['’`&][^\W_]+)*"
)
_APOSTROPHES = "'’`"
_HYPHENS = frozenset(("-", "‑", "–"))
_JOINTS = _HYPHENS | {" ", "\u00a0", "", " & "}
# Their possessive begins a name instead of owning one: "People's Party", "Workers' Union".
_OWNERS = word_list("name_words", "owners")
# Small words that may stand inside a name of a person: "bin Salman", "van der Leyen", "de la Cruz".
RUN_PARTICLES = word_list("name_words", "particles")
# "And" between surnames: "Costa e Silva", "Ortega y Gasset".
_CONNECTING = frozenset(("e", "y"))
_COMPOUNDED = word_list("name_words", "second halves of compounds")
# Forms of the Arabic article that are English words, too: part of a name with a hyphen only ("as-Sadr").
_TIED_PARTICLES = word_set("al el ul ad as an ar at az ash e")


class Word(NamedTuple):
    """One word. `joined`: it belongs to the same phrase as the word before (a space, a hyphen, "Gen. ")."""

    start: int
    end: int
    text: str
    joined: bool
    owns: bool  # followed by a possessive 's, which is not part of the word
    tied: bool  # a hyphen stands between it and the word before
    capital: bool  # begins with a capital letter, or is the address of an outlet


def find_words(text: str) -> list[Word]:
    """All words in reading order. `text[w.start:w.end] == w.text`."""
    words: list[Word] = []
    last, end_of_last, owned = "", -1, False
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match.group()
        gap = text[end_of_last:start] if words else "\n"
        joined = not (owned and last.lower() not in _OWNERS) and (gap == " " or _joins(gap, last))
        end_of_last = end
        owned = len(word) > 2 and word[-1] in "sS" and word[-2] in _APOSTROPHES
        if owned:
            word, end = word[:-2], end - 2
        words.append(Word(start, end, word, joined, owned, gap in _HYPHENS, _is_capital(word)))
        last = word
    return words


def _is_capital(word: str) -> bool:
    if word[0].isupper():
        return True
    if word.isalpha():
        return False
    if "." in word and word[1] != ".":
        return True
    head, apostrophe, tail = word.partition("'")
    return bool(apostrophe) and 0 < len(head) < 5 and tail[:1].isupper()  # dell'Acqua, d'Ambrosio


def _joins(gap: str, before: str) -> bool:
    if gap in _JOINTS or (gap in (". ", ".\u00a0", ".-") and _is_abbreviated(before)):
        return True
    return gap in ("' ", "’ ") and before.lower() in _OWNERS


def _is_abbreviated(word: str) -> bool:
    return word.lower() in BESIDE_NAMES or (len(word) == 1 and word.isupper())


def are_joined(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether words `first` to `last` (exclusive) are of one phrase."""
    return all(word.joined for word in words[first + 1 : last])


def run_end(words: Sequence[Word], first: int, limit: int = 8) -> int:
    """Where the run of joined capitalised words from `first` ends (exclusive): "Haider al-Abadi" is one run."""
    end = first + 1
    while end < len(words) and end - first < limit and words[end].joined:
        if words[end].capital:
            end += 1
        elif _leads_on(words, end):
            end += 2
        elif end - first > 1 and _is_syllable(words[end]):
            end += 1
        elif _leads_on(words, end + 1) and words[end].text in RUN_PARTICLES and words[end + 1].joined:
            end += 3
        else:
            break
    return min(end, len(words))


def _is_syllable(word: Word) -> bool:
    """The second half of a Korean or Chinese given name: "Park Jin-woo", not "West Bank-based"."""
    return word.tied and 2 <= len(word.text) <= 5 and word.text.isalpha() and word.text not in _COMPOUNDED


def _leads_on(words: Sequence[Word], index: int) -> bool:
    """Whether the word at `index` is a particle before a capital."""
    if index + 1 >= len(words) or not (words[index + 1].joined and words[index + 1].capital):
        return False
    word = words[index].text
    # "Hendrik ten Cate", not "in Gaza ten Palestinians".
    small = word in RUN_PARTICLES or word in _CONNECTING or (word == "ten" and not words[index + 1].text.endswith("s"))
    return small or (words[index + 1].tied and word in _TIED_PARTICLES)


def begins_name(words: Sequence[Word], index: int) -> bool:
    """Whether a name may begin here: with a capital, or a particle before one ("al-Khatib", "van der Merwe")."""
    word = words[index]
    is_tied = index + 1 < len(words) and words[index + 1].tied and word.text in _TIED_PARTICLES
    return word.capital or ((is_tied or word.text in RUN_PARTICLES) and run_end(words, index, 4) > index + 1)


def run_start(words: Sequence[Word], last: int, limit: int = 6) -> int:
    """Where the run of joined capitalised words that holds `last` begins: "al-Nusra Front" begins with its article."""
    start = last
    while start > 0 and last - start < limit and words[start].joined:
        if not (words[start - 1].capital or (words[start].tied and words[start - 1].text in _TIED_PARTICLES)):
            break
        start -= 1
    return start
