"""Text without what does not count when two spellings are compared: case, accents, marks.

Pure.
"""

import unicodedata

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n"}
)


def fold_letters(text: str) -> str:
    """The letters and digits of `text` without case: what two prints of one headline have in common."""
    return "".join(character for character in text.casefold() if character.isalnum())


def fold_accents(text: str) -> str:
    """`text` without case, accents and compatibility forms, its marks and spaces kept: "Łódź" → "lodz"."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    spread = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
    return "".join(character for character in spread if not unicodedata.combining(character)).casefold()
