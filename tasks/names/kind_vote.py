"""Correct the kind of a name by the kind it has in earlier texts.

Pure.
"""

from tasks.lexicon.files import given_names
from warehouse.model.vocabulary import Kind

_BODIES = frozenset((Kind.ORG, Kind.PLACE))


def is_kind_mistaken(name: str, kind: Kind, usual: Kind) -> bool:
    """Whether a name tagged as `kind` is really of its `usual` kind, that of the majority of earlier texts.

    The model tags a broadcaster as a person, a ministry as a place. The majority decides only where few names are both:
    a single word may be surname, town and club (Washington, Jordan, Chelsea), so of these only a "person" that is
    usually an organization is corrected; a name with a given name may be a namesake of a company or an airport.
    """
    words = name.split()
    if kind is Kind.PERSON:
        return (usual is Kind.ORG or (usual is Kind.PLACE and len(words) > 1)) and words[0] not in given_names()
    return {kind, usual} == _BODIES and len(words) > 1
