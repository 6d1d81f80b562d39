"""Pure. Names in Latin letters, as they sound, and as a key. The only importer of anyascii.

Romanisations differ by a few known habits: which letters write one sound (q, k; ou, u; ee, i), which signs are left
out (doubled letters, ayn and hamza), which vowel is heard. The rules here come from the tables for Arabic, Persian,
Cyrillic, Korean and Chinese of ALA-LC and BGN/PCGN beside the habits of English, French and German newspapers.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

# The longest name of a person in use has some 60 letters; an organisation's may have 200.
LONGEST_NAME_CHARS = 256
# Written inside a name and not heard; what stands on both sides is one word.
_SILENT = re.compile(r"['’‘`´ʼʻʿʾʹʺ′\u200b-\u200f\u00ad]")
_WORDS = re.compile(r"[^\W_]+")
# AlisherUsmanov; not McDonald, DeVito, al-Qaeda.
_RUN_TOGETHER = re.compile(r"(?<=[a-z]{3})(?<!\bMac)(?<!\bVan)(?=[A-Z][a-z]{2})")
# Scripts of syllables and words (Chinese, Japanese, Korean) begin here; each becomes letters with a capital in front.
_EAST_ASIAN = "\u2e80"
_SYLLABLES = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
# Digits that a scanner or a trickster puts for letters.
_DIGITS = str.maketrans("013589", "oiesbg")

# Longer ones first; every sound is one letter: x = sh, c = ch, j = zh and j, h = kh and h.
_SOUNDS = {
    "tsch": "c", "shch": "x", "sch": "x", "tch": "c", "dzh": "j", "dsch": "j", "cz": "c", "sz": "x",
    "zh": "j", "sh": "x", "ch": "c", "dj": "j", "kh": "h", "gh": "g", "ph": "f", "th": "t", "dh": "d",
    "ts": "s", "tz": "s", "ck": "k", "qu": "k", "x": "ks", "q": "k", "w": "v", "ce": "se", "ci": "si",
    "cy": "si", "c": "k", "woo": "u", "wu": "u", "uw": "u", "ou": "u", "oo": "u", "ee": "i", "ie": "i",
    "iy": "i", "yi": "i", "ij": "i", "ii": "i", "yy": "i", "ai": "e", "ay": "e", "ei": "e", "ey": "e",
    "ae": "e", "ye": "e", "au": "o", "aw": "o", "ow": "o", "yu": "iu", "y": "i",
}  # fmt: skip
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
    """The first 256 characters of `name` in ASCII letters, accents gone: "Łódź" → "Lodz", "Путин" → "Putin"."""
    text = _SILENT.sub("", unicodedata.normalize("NFKC", name[:LONGEST_NAME_CHARS])[:LONGEST_NAME_CHARS])
    if text.isascii():
        return text
    letters = _SILENT.sub("", anyascii(text))[: 2 * LONGEST_NAME_CHARS]
    return _SYLLABLES.sub(" ", letters) if any(c >= _EAST_ASIAN for c in text) else letters


def romanize_words(name: str) -> list[str]:
    """The words of `name` in small ASCII letters; hyphens, full stops and joints like JohnSmith part words."""
    words = _WORDS.findall(_RUN_TOGETHER.sub(" ", romanize(name)))
    return [_lettered(word.lower()) for word in words]


def _lettered(word: str) -> str:
    return word if word.isalpha() or word.isdigit() else word.translate(_DIGITS)


@lru_cache(maxsize=1 << 14)
def encode_sound(word: str) -> str:
    """A word of small ASCII letters as it sounds, whatever its romanisation: "bagheri" and "baqeri" are one edit apart.

    Letters a to z, one for each sound; vowels kept, doubled letters single, final -ah and -eh are -a.
    """
    plain = _SLAVIC.sub("ch", _FINAL.sub("a", _GLIDE_Y.sub("i", _GLIDE.sub("v", word))))
    return _DOUBLED.sub(r"\1", _SOUND.sub(lambda match: _SOUNDS[match.group()], plain))


@lru_cache(maxsize=1 << 14)
def encode_consonants(heard: str) -> str:
    """The consonants of a sound by class, four at most: what stays the same in nearly all spellings. Never empty."""
    first = "k" if heard[:1] == "h" else heard[:1]
    classes = (first + heard[1:].replace("h", "")).translate(_VOWELS).translate(_CLASSES)
    return _DOUBLED.sub(r"\1", classes)[:4] or "a"
