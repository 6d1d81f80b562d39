"""Whether "he" or "she" may refer to a person, by title and given name.

Pure, but for reading the lists once.
"""

from tasks.lexicon.word_lists import given_names, word_list
from tasks.model.stages import Mention

_FEMALE_TITLES = word_list("genders", "female titles")
_MALE_TITLES = word_list("genders", "male titles")
_FEMALE = word_list("genders", "female given names")
_EITHER = word_list("genders", "given names of both")


def is_female(person: Mention) -> bool | None:
    """Whether "she" must mean the person (True), must not (False), or may (None)."""
    titles = set((person.role or "").lower().replace(".", "").split())
    if titles & _FEMALE_TITLES:
        return True
    if titles & _MALE_TITLES:
        return False
    given, *others = person.name.split() or [""]
    if not others:
        return None
    if given.lower() in _FEMALE:
        return True
    return False if given in given_names() and given.lower() not in _EITHER else None
