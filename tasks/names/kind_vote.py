"""Pure. What a name is when earlier texts take it for something else: whether the crowd is to be believed."""

from __future__ import annotations

from tasks.lexicon.files import given_names
from warehouse.model.vocabulary import Kind

_BODIES = frozenset((Kind.ORG, Kind.PLACE))


def is_kind_mistaken(name: str, kind: Kind, usual: Kind) -> bool:
    """Whether a name that was taken for a `kind` is the `usual` one of the same name, which many texts know.

    A broadcaster is taken for a person, a ministry for a place. Believed only where few names are both: single words
    are surnames, towns and clubs at once (Washington, Jordan, Chelsea), so that of these only a "person" that is an
    organisation elsewhere is corrected; and whoever has a given name may be a namesake of a company or an airport.
    """
    words = name.split()
    if kind is Kind.PERSON:
        return (usual is Kind.ORG or (usual is Kind.PLACE and len(words) > 1)) and words[0] not in given_names()
    return {kind, usual} == _BODIES and len(words) > 1
