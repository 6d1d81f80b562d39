"""A model's spans in a text to the mentions that are stored.

Pure. Candidates come from the model's spans, the tables, and the words themselves; the strongest are chosen, without
overlaps; then the article is made to agree (one kind for a name, names that were missed).
"""

from collections.abc import Iterable, Sequence

from tasks.mentions.acronyms import add_acronyms, map_acronyms
from tasks.mentions.article_agreement import agree_within_article
from tasks.mentions.candidate import HINTED, WORDED, Candidate, choose_strongest
from tasks.mentions.model_spans import candidates_from_spans
from tasks.mentions.name_table import candidates_from_tables
from tasks.mentions.ner import EntitySpan
from tasks.mentions.organization_rules import candidates_from_words
from tasks.mentions.roles import is_title, person_after_title, role_before, role_behind, role_text
from tasks.model.stages import Mention
from tasks.names import map_full_organizations, map_full_person_names
from tasks.places import country_code, map_full_places
from tasks.text.words import Word, are_joined, find_words
from warehouse.model.vocabulary import Kind

_LONGEST_NAME = 200  # characters; what is longer is no name but a run of capitals
# Everything that str.splitlines ends a line at.
_LINE_ENDS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
_PLACED = (Kind.PLACE, Kind.GROUP)


def find_mentions(text: str, spans: Iterable[EntitySpan]) -> tuple[Mention, ...]:
    """The mentions in `text`, in reading order, without overlaps; `text[m.start_char:m.end_char] == m.surface`.

    `spans` are half-open character spans with labels of OntoNotes 5, in any order; those that leave the text, overlap
    or split words do no harm.
    """
    words = find_words(text)
    model_spans = candidates_from_spans(words, text, spans)
    shaped = [*candidates_from_words(words), *_titled(words)]
    hints = [candidate for candidate in shaped if candidate.belief == HINTED]
    strongest = choose_strongest(_weighed(model_spans, candidates_from_tables(words), shaped, words))
    candidates = add_acronyms(words, text, strongest)
    return _written(words, text, agree_within_article(words, text, candidates, model_spans, hints))


def _titled(words: Sequence[Word]) -> Iterable[Candidate]:
    """Persons announced by a title: "Maj. Gen. Baqeri", "spokesman Ali Rabiei"."""
    for index, word in enumerate(words):
        if is_title(word) and (name := person_after_title(words, index)):
            yield Candidate(*name, Kind.PERSON, WORDED)


def _weighed(
    model_spans: list[Candidate], facts: list[Candidate], shaped: list[Candidate], words: Sequence[Word]
) -> list[Candidate]:
    """All candidates without those that another one holds: a longer name of the model's keeps its parts."""
    holders: dict[int, Candidate] = {index: span for span in model_spans for index in range(span.first, span.last)}
    certain = {index: candidate for candidate in facts for index in range(candidate.first, candidate.last)}
    weighed = []
    for shape in shaped:
        fact = certain.get(shape.first)
        # A table knows better: "Union" inside "Republic of the Union of Myanmar" is no organisation.
        if fact is None or not fact.covers(shape):
            weighed.append(_widened(shape, holders.get(shape.first), words))
    for fact in facts:
        holder = holders.get(fact.first)
        is_part = holder is not None and holder.covers(fact) and holder.size > fact.size
        if not (holder and is_part and are_joined(words, holder.first, holder.last)):
            weighed.append(fact)
    return weighed + model_spans


def _widened(shape: Candidate, holder: Candidate | None, words: Sequence[Word]) -> Candidate:
    """The model's longer span, where it holds the shape of an organisation and is one phrase."""
    if holder and shape.kind is Kind.ORG and holder.covers(shape) and are_joined(words, holder.first, holder.last):
        return Candidate(holder.first, holder.last, shape.kind, shape.belief)
    return shape


def _written(words: Sequence[Word], text: str, candidates: Sequence[Candidate]) -> tuple[Mention, ...]:
    surfaces = [text[words[candidate.first].start : words[candidate.last - 1].end] for candidate in candidates]
    named = list(zip(candidates, surfaces, strict=True))
    full = map_full_person_names({surface for candidate, surface in named if candidate.kind is Kind.PERSON})
    placed = map_full_places((s, text, words[place.last - 1].end) for place, s in named if place.kind is Kind.PLACE)
    organizations = [surface for candidate, surface in named if candidate.kind is Kind.ORG]
    spelled = map_full_organizations(organizations) | map_acronyms(words, text, candidates)
    mentions: list[Mention] = []
    for candidate, written in named:
        if len(written) > _LONGEST_NAME or not _LINE_ENDS.isdisjoint(written):
            continue
        names = full if candidate.kind is Kind.PERSON else placed if candidate.kind is Kind.PLACE else spelled
        name = names.get(written, written)
        mentions.append(
            Mention(
                start_char=words[candidate.first].start,
                end_char=words[candidate.last - 1].end,
                surface=written,
                kind=candidate.kind,
                name=" ".join(name.split()),
                role=_role(words, text, candidate) if candidate.kind is Kind.PERSON else None,
                country=country_code(written) if candidate.kind in _PLACED else None,
            )
        )
    return tuple(mentions)


def _role(words: Sequence[Word], text: str, person: Candidate) -> str | None:
    start = role_before(words, person.first)
    if start < person.first:
        return role_text(words, text, start, person.first)
    behind = role_behind(words, text, person.last)
    return role_text(words, text, *behind) if behind else None
