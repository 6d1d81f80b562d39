"""Parse a person's name into parts, without titles, particles, suffixes and brackets, and build its blocking keys.

Pure, but reads data files once. The lists are written from general knowledge of names in the news.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from tasks.lexicon.titles import HONORIFICS, RANKS
from tasks.lexicon.word_lists import given_names, ordered_words, table_rows, word_list, word_set, word_values
from tasks.names.thresholds import NAME_THRESHOLDS
from tasks.names.transliterate import encode_consonants, encode_sound, romanize, romanize_words

# Words inside a name that may be omitted: articles, "son of", prepositions.
_PARTICLES = word_list("names", "particles")
# "Son of": the order of the names before and after it, child and father, counts.
_PATERNAL_PARTICLES = word_set("bin ben ibn bn bint binti bnu ould wuld")
NAME_TITLES = (RANKS | HONORIFICS | word_list("names", "titles of many languages")) - word_set("private shah kaiser")
# Titles that also stand after a name or between its parts.
_TITLES_ANYWHERE = word_list("names", "titles anywhere")
_GENERATION_SUFFIXES = word_values("names", "generation suffixes")
_PATRONYMIC_ENDINGS = ordered_words("names", "endings of patronymics")
# Given names so common that outlets omit them before another given name.
OMITTED_GIVEN_NAMES = word_list("names", "honouring")
# Further parts and letters are ignored, so that the cost of a comparison is bounded.
MAX_PARTS = 10
MAX_PART_CHARS = 32
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_INITIALS = re.compile(r"\b(?![AEIOUY])[A-Z]{2,3}\b(?=.*[a-z])")
# Abdelfattah, Abdurrahman, Abdennour: "servant of the" written in one word with a name of God.
_SERVANT = re.compile(r"abd(?:[aeiou]{0,2}(?:l|([rsndztj])(?=\1))(?=.{3,}$)|i(?=[^aeioul].{3,}$))(.+)$")
_SERVANT_ALONE = re.compile(r"abd[aeiou]{0,2}l{1,2}ah?$")
# Aljarba, Elkaddafi, Assadr: the article written in one word with a name.
_ARTICLE = re.compile(r"(?:[ae]l(?=[^aeiouy])|a([nrsdtz])(?=\1))(.{4,})$")
_DIVINE_NAMES = frozenset(("din", "deen", "dine", "eddin", "eddine", "uddin", "allah", "ullah", "ollah"))
_SYLLABLE = re.compile(r"[aeiouy]+")
_VOWEL = re.compile("[aeiou]")
# ASCII characters from 0 to z.
_ALPHABET = ord("z") - ord("0") + 1


@dataclass(frozen=True, slots=True)
class NamePart:
    """A word of a name, in lower-case Latin letters, with its phonetic form and its weight.

    `bare_sound`: the sound without an attached article or "servant of". `weight`, 0 to 1, is how seldom two people
    share the word by chance: less for initials, short words, listed names and patronymics. `listed_names`: those that
    it spells; `full_names`: those that it is short for; `is_listed`: there are some of either. `is_plain`: not an
    initial, with vowels, and without an attached article. `letters` has a bit for each letter of the sound, another for
    the second of a kind; `length` counts them. `codes`: the consonants for blocking keys; `first_codes`: the first
    letters of these and of the whole sound's consonants.
    """

    text: str
    sound: str
    bare_sound: str
    weight: float
    is_initial: bool
    is_patronymic: bool
    is_plain: bool
    is_listed: bool
    letters: int
    length: int
    listed_names: frozenset[str]
    full_names: frozenset[str]
    codes: tuple[str, ...]
    first_codes: str


@dataclass(frozen=True, slots=True)
class PersonParts:
    """The parts of a person's name, given name first.

    `words`: their texts; `longest`: letters of the longest; `has_initials`: one of them is an initial; `fathers`:
    indexes of the parts after "son of"; `suffix`: junior, senior, ii, iii, iv or ""; `is_syllabic`: two or more words
    of one syllable each, as in Chinese and Korean names, where each counts; `pairs`: every two neighbours as one word.
    """

    parts: tuple[NamePart, ...]
    words: tuple[str, ...]
    longest: int
    has_initials: bool
    fathers: frozenset[int]
    suffix: str
    is_syllabic: bool
    pairs: tuple[str, ...]


def parse_person_name(name: str) -> PersonParts:
    """Returns the parts of a person's name; none for a name without letters. Never raises."""
    suffix, words = _split_suffix(
        romanize_words(_put_given_name_first(_BRACKETS.sub(" ", romanize(name)))) or romanize_words(name)
    )
    words = _drop_titles(_join_divine_names(words))
    syllabic = len(words) > 1 and all(len(_SYLLABLE.findall(w)) == 1 or len(w) == 1 for w in words)
    optional = frozenset[str]() if syllabic or all(w in _PARTICLES for w in words) else _PARTICLES
    kept: list[str] = []
    fathers: set[int] = set()
    for before, word in zip(["", *words], words, strict=False):
        if word not in optional:
            if before in _PATERNAL_PARTICLES and kept:
                fathers.add(len(kept))
            kept.append(word[:MAX_PART_CHARS])
    kept = kept[:MAX_PARTS]
    parts = tuple(map(analyze_part, kept))
    lengths = [len(word) for word in kept]
    longest = max(lengths, default=0)
    pairs = tuple(first + second for first, second in pairwise(kept))
    return PersonParts(parts, tuple(kept), longest, 1 in lengths, frozenset(fathers), suffix, syllabic, pairs)


def _put_given_name_first(name: str) -> str:
    """Returns "Sergey Lavrov" for "Lavrov, Sergey", and initials as words: "JC Juncker" → "J C Juncker"."""
    family, comma, given = name.partition(",")
    if comma and "," not in given and given.strip(" .").lower() not in _GENERATION_SUFFIXES:
        name = f"{given} {family}"
    return _INITIALS.sub(lambda match: " ".join(match.group()), name)


def _split_suffix(words: list[str]) -> tuple[str, list[str]]:
    if len(words) > 2:
        for index in (len(words) - 1, 0):
            if words[index] in _GENERATION_SUFFIXES and (
                index or words[index] not in ("second", "third", "junior", "senior")
            ):
                return _GENERATION_SUFFIXES[words[index]], [w for i, w in enumerate(words) if i != index]
    return "", words


def _drop_titles(words: list[str]) -> list[str]:
    """Drops titles in front, and those that may stand anywhere; titles that are also names (Hafiz, Malik) stay."""
    first = 0
    while first < len(words) - 1 and words[first] in NAME_TITLES and not _find_known_names(words[first]):
        if all(w in _PARTICLES or w in _TITLES_ANYWHERE for w in words[first + 1 :]):
            break
        first += 1
    named = [w for w in words[first:] if w not in _TITLES_ANYWHERE]
    return named if any(w not in _PARTICLES for w in named) else words[first:]


def _join_divine_names(words: list[str]) -> list[str]:
    """Joins "din" and "allah" to the word before in one spelling: Saif al-Din → saifdin, Seif Allah → seifallah."""
    joined: list[str] = []
    for word in words:
        if word in _DIVINE_NAMES and any(w not in _PARTICLES for w in joined):
            while joined[-1] in _PARTICLES:
                joined.pop()
            joined[-1] += "allah" if word.endswith("lah") else "din"
        else:
            joined.append(word)
    return joined


def build_person_keys(person: PersonParts) -> frozenset[str]:
    """Returns the keys of a person's name; n parts give some n²: 5 for two, 9 for three, more for a leading h or j.

    Between names of several parts: the consonants of one part beside the first sound of another ("pkr/m" for Mohammad
    Baqeri), so that a misspelt part costs one key and a common given name does not fill a block. For names of a single
    part, after "=": the consonants of the first, of the last and of two parts together.
    """
    parts = person.parts
    only_initials = all(part.is_initial for part in parts)
    keys = {
        f"{code}/{first}"
        for i, part in enumerate(parts)
        if only_initials or not part.is_initial
        for j, other in enumerate(parts)
        if i != j
        for code in part.codes
        for first in other.first_codes
    }
    for part in (*parts[:1], *parts[-1:]):
        keys.update([f"={code}" for code in part.codes])
    if len(parts) == 2:
        keys.add(f"={encode_consonants(encode_sound(parts[0].text + parts[1].text))}")
    return frozenset(keys)


@cache
def _load_spellings() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
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
def _find_known_names(word: str) -> frozenset[str]:
    """Returns the listed names that `word` spells or sounds like; empty for most words."""
    full, _ = _load_spellings()
    return full.get(word) or full.get(f"={encode_sound(word)}", frozenset())


@lru_cache(maxsize=1 << 14)
def _find_full_names(word: str) -> frozenset[str]:
    """Returns the full names of a short form, or the name itself if it has short forms: Bill, William → {"william"}."""
    _, short = _load_spellings()
    return short.get(word, frozenset())


@lru_cache(maxsize=1 << 14)
def analyze_part(word: str) -> NamePart:
    """Returns the part of a word in lower-case Latin letters."""
    patronymic = word.endswith(_PATRONYMIC_ENDINGS) and len(word) > 7
    sound, bare_sound = encode_sound(word), encode_sound(_strip_article(word))
    listed_names = _find_known_names(word)
    weight = _weigh_word(word, sound, common=bool(listed_names or patronymic))
    full_names, initial = _find_full_names(word), len(word) == 1
    codes = _encode_forms(bare_sound, listed_names | full_names)
    return NamePart(
        text=word,
        sound=sound,
        bare_sound=bare_sound,
        weight=weight,
        is_initial=initial,
        is_patronymic=patronymic,
        is_plain=sound == bare_sound and not initial and _VOWEL.search(sound) is not None,
        is_listed=bool(listed_names or full_names),
        letters=_encode_letters(sound),
        length=len(sound),
        listed_names=listed_names,
        full_names=full_names,
        codes=codes,
        first_codes="".join({code[0] for code in (*codes, encode_consonants(sound))}),
    )


def _encode_forms(bare_sound: str, names: frozenset[str]) -> tuple[str, ...]:
    """Returns the consonants of the word and of its listed and full names: Bill and William share a code.

    A leading h or j is optional: Idayet, Hidayet; Jarosh, Yarosh.
    """
    sounds = {bare_sound, bare_sound[1:]} if bare_sound[0] in "hj" else {bare_sound}
    return tuple({encode_consonants(form) for form in sounds | {encode_sound(name) for name in names}})


def _encode_letters(sound: str) -> int:
    """Returns a bit set: one bit for the first, one for the second, … occurrence of each letter."""
    return sum(
        1 << ord(letter) - ord("0") + _ALPHABET * sound.count(letter, 0, index) for index, letter in enumerate(sound)
    )


def _strip_article(word: str) -> str:
    if _SERVANT_ALONE.match(word):
        return "abdullah"
    match = _SERVANT.match(word) or _ARTICLE.match(word)
    return match.group(2) if match else word


def _weigh_word(word: str, sound: str, *, common: bool) -> float:
    if len(word) == 1:
        return NAME_THRESHOLDS.initial_weight
    if word in OMITTED_GIVEN_NAMES or word in NAME_TITLES:
        return NAME_THRESHOLDS.omitted_name_weight
    if common or word.capitalize() in given_names():
        return NAME_THRESHOLDS.common_name_weight
    return min(1.0, NAME_THRESHOLDS.base_weight + NAME_THRESHOLDS.sound_weight * (len(sound) - 1))
