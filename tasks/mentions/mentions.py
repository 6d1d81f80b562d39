"""A model's spans in a text to the mentions that are stored.

Pure. Candidates come from the model's spans, the tables, and the words themselves; the strongest are chosen, without
overlaps; then the article is made to agree (one kind for a name, names that were missed).
"""

from collections.abc import Iterable, Sequence

from tasks.mentions.acronyms import add_acronyms, map_acronyms
from tasks.mentions.article_agreement import agree_within_article
from tasks.mentions.candidate import HINTED, WORDED, Candidate, choose_strongest
from tasks.mentions.model_spans import candidates_from_spans
from tasks.mentions.nationalities import candidates_from_tables
from tasks.mentions.ner import EntitySpan
from tasks.mentions.organization_rules import candidates_from_words
from tasks.mentions.roles import is_title, person_after_title, role_before, role_behind, role_text
from tasks.model.stages import Mention
from tasks.names import map_full_organizations, map_full_person_names
from tasks.places import country_code, map_full_places
from tasks.text.words import Word, find_words
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
    candidates = add_acronyms(
        words, text, choose_strongest(_weighed(model_spans, candidates_from_tables(words), shaped, words))
    )
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
    weighed = [
        _widened(candidate, holders.get(candidate.first), words)
        for candidate in shaped
        if not _covered(candidate, certain.get(candidate.first))
    ]
    for fact in facts:
        holder = holders.get(fact.first)
        inside = holder is not None and holder.covers(fact) and holder.size > fact.size
        if not (inside and holder is not None and _is_phrase(words, holder)):
            weighed.append(fact)
    return weighed + model_spans


def _covered(shape: Candidate, fact: Candidate | None) -> bool:
    """A table knows better than the shape: "Union" inside "Republic of the Union of Myanmar" is no organisation."""
    return fact is not None and fact.covers(shape)


def _widened(shape: Candidate, holder: Candidate | None, words: Sequence[Word]) -> Candidate:
    """The model's longer span, where it holds the shape of an organisation and is one phrase."""
    if holder and shape.kind is Kind.ORG and holder.covers(shape) and _is_phrase(words, holder):
        return Candidate(holder.first, holder.last, shape.kind, shape.belief)
    return shape


def _is_phrase(words: Sequence[Word], candidate: Candidate) -> bool:
    return all(word.joined for word in words[candidate.first + 1 : candidate.last])


def _written(words: Sequence[Word], text: str, candidates: Sequence[Candidate]) -> tuple[Mention, ...]:
    def surfaces(kind: Kind) -> list[str]:
        return [_surface(words, text, candidate) for candidate in candidates if candidate.kind is kind]

    places = [candidate for candidate in candidates if candidate.kind is Kind.PLACE]
    full = map_full_person_names(set(surfaces(Kind.PERSON)))
    placed = map_full_places((_surface(words, text, place), text, words[place.last - 1].end) for place in places)
    spelled = map_full_organizations(surfaces(Kind.ORG)) | map_acronyms(words, text, candidates)
    mentions: list[Mention] = []
    for candidate in candidates:
        written = _surface(words, text, candidate)
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


def _surface(words: Sequence[Word], text: str, candidate: Candidate) -> str:
    """The words of a candidate as they stand in the text."""
    return text[words[candidate.first].start : words[candidate.last - 1].end]


def _role(words: Sequence[Word], text: str, person: Candidate) -> str | None:
    start = role_before(words, person.first)
    if start < person.first:
        return role_text(words, text, start, person.first)
    behind = role_behind(words, text, person.last)
    return role_text(words, text, *behind) if behind else None
