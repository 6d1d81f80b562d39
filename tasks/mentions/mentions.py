"""Pure. From what a model saw in a text to the mentions that are stored.

Spans → sightings + lists + words that speak for themselves → one choice without overlaps
      → the article's own testimony (one kind for a name, names that were missed) → Mentions
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tasks.mentions.acronyms import expansions, with_acronyms
from tasks.mentions.agreement import agreed
from tasks.mentions.candidate import HINTED, WORDED, Found, strongest
from tasks.mentions.from_model import sighted
from tasks.mentions.nationalities import listed
from tasks.mentions.ner import Span
from tasks.mentions.organization_rules import read_off
from tasks.mentions.roles import is_title, person_after_title, role_before, role_behind, role_text
from tasks.model.stages import Mention
from tasks.names.normalize import map_full_organizations, map_full_person_names
from tasks.places.countries import country_code
from tasks.places.regions import full_places
from tasks.text.words import Word, find_words
from warehouse.model.vocabulary import Kind

_LONGEST_NAME = 200  # characters; what is longer is no name but a run of capitals
# Everything that str.splitlines ends a line at.
_LINE_ENDS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_PLACED = (Kind.PLACE, Kind.GROUP)


def mentions_of(text: str, spans: Iterable[Span]) -> tuple[Mention, ...]:
    """The mentions in `text`, in reading order, without overlaps; `text[m.start_char:m.end_char] == m.surface`.

    `spans` are half-open character spans with labels of OntoNotes 5, in any order; those that leave the text, overlap
    or split words do no harm.
    """
    ws = find_words(text)
    seen = sighted(ws, text, spans)
    shaped = [*read_off(ws), *_titled(ws)]
    hints = [f for f in shaped if f.belief == HINTED]
    found = with_acronyms(ws, text, strongest(_weighed(seen, listed(ws), shaped, ws)))
    return _written(ws, text, agreed(ws, text, found, seen, hints))


def _titled(ws: Sequence[Word]) -> Iterable[Found]:
    """Persons announced by a title: "Maj. Gen. Baqeri", "spokesman Ali Rabiei"."""
    for at, word in enumerate(ws):
        if is_title(word) and (name := person_after_title(ws, at)):
            yield Found(*name, Kind.PERSON, WORDED)


def _weighed(seen: list[Found], facts: list[Found], shaped: list[Found], ws: Sequence[Word]) -> list[Found]:
    """All findings, with beliefs set where one holds another: a longer name of the model's keeps its parts."""
    holders: dict[int, Found] = {at: s for s in seen for at in range(s.first, s.last)}
    certain = {at: f for f in facts for at in range(f.first, f.last)}
    out = [_widened(f, holders.get(f.first), ws) for f in shaped if not _covered(f, certain.get(f.first))]
    for fact in facts:
        holder = holders.get(fact.first)
        inside = holder is not None and holder.covers(fact) and holder.size > fact.size
        if not (inside and holder is not None and _is_one(ws, holder)):
            out.append(fact)
    return out + seen


def _covered(shape: Found, fact: Found | None) -> bool:
    """A table knows better than the shape: "Union" inside "Republic of the Union of Myanmar" is no organisation."""
    return fact is not None and fact.covers(shape)


def _widened(shape: Found, holder: Found | None, ws: Sequence[Word]) -> Found:
    """The model's longer span, where it holds the shape of an organisation and is one phrase."""
    if holder and shape.kind is Kind.ORG and holder.covers(shape) and _is_one(ws, holder):
        return Found(holder.first, holder.last, shape.kind, shape.belief)
    return shape


def _is_one(ws: Sequence[Word], found: Found) -> bool:
    return all(w.joined for w in ws[found.first + 1 : found.last])


def _written(ws: Sequence[Word], text: str, found: Sequence[Found]) -> tuple[Mention, ...]:
    persons = {surface(ws, text, f) for f in found if f.kind is Kind.PERSON}
    full, spelled = map_full_person_names(persons), expansions(ws, text, found)
    spelled = map_full_organizations(surface(ws, text, f) for f in found if f.kind is Kind.ORG) | spelled
    placed = full_places((surface(ws, text, f), text, ws[f.last - 1].end) for f in found if f.kind is Kind.PLACE)
    out: list[Mention] = []
    for one in found:
        words_of = surface(ws, text, one)
        if len(words_of) > _LONGEST_NAME or not _LINE_ENDS.isdisjoint(words_of):
            continue
        names = full if one.kind is Kind.PERSON else placed if one.kind is Kind.PLACE else spelled
        name = names.get(words_of, words_of)
        out.append(
            Mention(
                start_char=ws[one.first].start,
                end_char=ws[one.last - 1].end,
                surface=words_of,
                kind=one.kind,
                name=" ".join(name.split()),
                role=_role(ws, text, one) if one.kind is Kind.PERSON else None,
                country=country_code(words_of) if one.kind in _PLACED else None,
            )
        )
    return tuple(out)


def surface(ws: Sequence[Word], text: str, found: Found) -> str:
    """The words of a finding as they stand in the text."""
    return text[ws[found.first].start : ws[found.last - 1].end]


def _role(ws: Sequence[Word], text: str, person: Found) -> str | None:
    start = role_before(ws, person.first)
    if start < person.first:
        return role_text(ws, text, start, person.first)
    behind = role_behind(ws, text, person.last)
    return role_text(ws, text, *behind) if behind else None
