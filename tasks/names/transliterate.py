"""Transliterate names to Latin letters, and encode words by their sound and by their consonants.

Pure. The only importer of anyascii. Romanizations differ by a few known habits: which letters write one sound (q, k;
ou, u; ee, i), which signs are left out (doubled letters, ayn and hamza), which vowel is heard. The rules come from the
tables for Arabic, Persian, Cyrillic, Korean and Chinese of ALA-LC and BGN/PCGN beside the habits of English, French and
German newspapers.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from tasks.lexicon.word_lists import word_values

# The longest person's name in use has some 60 letters; an organization's may have 200.
LONGEST_NAME_CHARS = 256
# Signs inside a word that are not heard.
_SILENT = re.compile(r"['’‘`´ʼʻʿʾʹʺ′\u200b-\u200f\u00ad]")
_WORDS = re.compile(r"[^\W_]+")
# The joint in AlisherUsmanov; none in McDonald, DeVito, al-Qaeda.
_RUN_TOGETHER = re.compile(r"(?<=[a-z]{3})(?<!\bMac)(?<!\bVan)(?=[A-Z][a-z]{2})")
# East Asian scripts begin here; each character becomes letters, the first a capital.
_EAST_ASIAN = "\u2e80"
_SYLLABLES = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
# Digits put for letters, by a scanner or on purpose.
_DIGITS = str.maketrans("013589", "oiesbg")

_SOUNDS = word_values("names", "sounds")
_SOUND = re.compile("|".join(sorted(_SOUNDS, key=lambda letters: (-len(letters), letters))))
_DOUBLED = re.compile(r"(.)\1+")
_FINAL = re.compile(r"(?<=.)[ae]h$")
# -ić without its accent.
_SLAVIC = re.compile(r"(?<=i)c$")
# "Yusufzai Awan", "Jawad": before a vowel w and y are consonants, and no part of a diphthong.
_GLIDE = re.compile(r"(?<=[ao])w(?=[aeiouy])")
_GLIDE_Y = re.compile(r"(?<=[ae])y(?=[aou])")

_CLASSES = str.maketrans("kgcjxszdtbpvf", "kksssssttppff")
_VOWELS = str.maketrans("", "", "aeiou")


def romanize(name: str) -> str:
    """Returns the first 256 characters of `name` in ASCII, without accents: "Łódź" → "Lodz", "Путин" → "Putin"."""
    text = _SILENT.sub("", unicodedata.normalize("NFKC", name[:LONGEST_NAME_CHARS])[:LONGEST_NAME_CHARS])
    if text.isascii():
        return text
    letters = _SILENT.sub("", anyascii(text))[: 2 * LONGEST_NAME_CHARS]
    return _SYLLABLES.sub(" ", letters) if any(c >= _EAST_ASIAN for c in text) else letters


def romanize_words(name: str) -> list[str]:
    """Returns the words of `name` in lower-case ASCII; hyphens, full stops and joints like JohnSmith split words."""
    words = _WORDS.findall(_RUN_TOGETHER.sub(" ", romanize(name)))
    return [word.lower() if word.isalpha() or word.isdigit() else word.lower().translate(_DIGITS) for word in words]


@lru_cache(maxsize=1 << 14)
def encode_sound(word: str) -> str:
    """Returns the phonetic form of a lower-case ASCII word: "bagheri" and "baqeri" are one edit apart.

    Letters a to z, one for each sound; vowels stay, doubled letters are single, final -ah and -eh are -a.
    """
    plain = _SLAVIC.sub("ch", _FINAL.sub("a", _GLIDE_Y.sub("i", _GLIDE.sub("v", word))))
    return _DOUBLED.sub(r"\1", _SOUND.sub(lambda match: _SOUNDS[match.group()], plain))


@lru_cache(maxsize=1 << 14)
def encode_consonants(heard: str) -> str:
    """Returns the consonants of a sound by class, at most four, equal for nearly all spellings. Never empty."""
    first = "k" if heard[:1] == "h" else heard[:1]
    classes = (first + heard[1:].replace("h", "")).translate(_VOWELS).translate(_CLASSES)
    return _DOUBLED.sub(r"\1", classes)[:4] or "a"
