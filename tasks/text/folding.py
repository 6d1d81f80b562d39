"""Text without what does not count when it is compared: case, accents, marks; the endings of words.

Pure. Stems are rough on purpose: what comes out is compared, never shown.
"""

import re
import unicodedata

# Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n"}
)
# Longest first. What is left has five letters, or four before the short ones.
_ENDING = re.compile(
    r"(?<=.{5})(?:i[sz]ations?|ations?|ating|ative|ators?|ionally|ional|ions?|ities|ity|ments?|iveness|ively|ive|edly"
    r"|fully|ful|ally|als?|ness|ous)$"
    r"|(?<=.{4})(?:[ae]nces?|[ae]nts?|ates?|ated|ings?|ies|ied|edly|ed|ers?|ors?|es|ly|y|e|s)$"
    r"|(?<=.{3})(?:s|ed|ing|ies|y|e)$"
)
_BRITISH = re.compile(r"(?<=.{3})is$")  # recognise, recognize
_DOUBLED = re.compile(r"([^aeiou\W])\1$")


def fold_letters(text: str) -> str:
    """The letters and digits of `text` without case: what two prints of one headline have in common."""
    return "".join(character for character in text.casefold() if character.isalnum())


def fold_accents(text: str) -> str:
    """`text` without case, accents and compatibility forms, its marks and spaces kept: "Łódź" → "lodz"."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    spread = unicodedata.normalize("NFKD", plain.translate(_LETTERS))
    return "".join(character for character in spread if not unicodedata.combining(character)).casefold()


def stem(word: str) -> str:
    """A word in small letters without its ending: "cooperation", "cooperate" and "cooperating" are one."""
    return _BRITISH.sub("iz", _DOUBLED.sub(r"\1", _ENDING.sub("", word)))


def singular(word: str) -> str:
    """A word without its possessive and, unless it is short or ends in -ss, -us or -is, without its plural s."""
    word = word.replace("’", "'").removesuffix("'s").removesuffix("'")
    if len(word) > 3 and word[-1] == "s" and word[-2] not in "sui" and "'" not in word:
        return word[:-1]
    return word
