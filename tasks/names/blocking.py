"""Build blocking keys: only names of persons that share one are compared, instead of all against all.

Pure.
"""

from tasks.names.parts import PersonParts
from tasks.names.transliterate import encode_consonants, encode_sound


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
