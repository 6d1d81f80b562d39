"""Between the warehouse, which asks whom names mean in an article, and what articles say, which knows no warehouse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tasks.namesakes.disambiguate import OF_A_SURNAME, Bearer, Bearers, Meaning, Named, Person, surname_of
from tasks.namesakes.person_context import Circumstances
from tasks.pipeline.identity_keys import digest
from warehouse.model.vocabulary import Kind
from warehouse.relations.namesakes import ALL, CooccurrenceCount, NamedHere, NameResolution, NamingText, PersonRow, Told

__all__ = ["OF_A_SURNAME", "bear", "surnames"]


def surnames(names: Sequence[str]) -> list[str]:
    """The surnames that stand alone among names of persons."""
    return sorted({surname_of(name) for name in names if not _is_full(name)})


def bear(texts: Sequence[NamingText], known: Sequence[PersonRow], companions: Mapping[int, int]) -> Told:
    """Whom the names of articles mean, in the order of the log, and what the articles add."""
    before = dict(companions)
    bearers = Bearers((_bearer(row) for row in known), before, before.pop(ALL, 0), _new_id)
    meant: list[NameResolution] = []
    for text in texts:
        meant += _meant(text, bearers.tell(_named(text)))
    return Told(
        meant=meant,
        bearers=[_row(bearer) for bearer in bearers.changed()],
        companions=[CooccurrenceCount(name_number=ALL, articles=bearers.told)]
        + [
            CooccurrenceCount(name_number=number, articles=count)
            for number, count in bearers.companions.items()
            if count != companions.get(number)
        ],
    )


def _is_full(name: str) -> bool:
    return " " in name


def _named(text: NamingText) -> Named:
    persons: dict[str, tuple[str, Circumstances]] = {}
    alone: dict[str, str] = {}
    company: dict[str, int] = {}
    for one in text.names:
        if one.kind != Kind.PERSON:
            company[one.entity_id] = _number(one.entity_id)
        elif _is_full(one.name):
            _, said = persons.setdefault(one.entity_id, (one.name, Circumstances()))
            said.add(text.text, one.start_char, one.end_char, one.role)
            company[one.entity_id] = _number(one.entity_id)
        else:
            alone.setdefault(one.entity_id, one.name)
    return Named(
        article_id=text.article_id,
        version=text.version,
        title=text.title,
        persons=[_person(entity_id, name, said, text.published) for entity_id, (name, said) in persons.items()],
        # "Jean Pierre" and "Jean-Pierre" are one name: who is named in full is not named by a surname alone.
        surnames={entity_id: name for entity_id, name in alone.items() if entity_id not in persons},
        company=company,
        counts=text.counts,
    )


def _person(entity_id: str, name: str, said: Circumstances, published: int | None) -> Person:
    return Person(
        entity_id=entity_id,
        name=name,
        trades=frozenset(said.trades),
        lands=frozenset(said.lands),
        births=frozenset(published - age for age in said.ages) if published else frozenset(),
    )


def _meant(text: NamingText, meanings: Sequence[Meaning]) -> list[NameResolution]:
    """A row for each name of an entity that means somebody else."""
    meaning = {one.entity_id: one for one in meanings}
    names = {one.name_id: meaning[one.entity_id] for one in text.names if _is_meant(one, meaning)}
    return [
        NameResolution(
            article_id=text.article_id,
            version=text.version,
            name_id=name_id,
            person_id=one.bearer_id,
            shared_names=one.shared,
            reason=one.because,
        )
        for name_id, one in names.items()
    ]


def _is_meant(named: NamedHere, meaning: Mapping[str, Meaning]) -> bool:
    return named.kind == Kind.PERSON and named.entity_id in meaning


def _number(entity_id: str) -> int:
    """Short of 60 bits, which every reader of JSON takes for a whole number."""
    return int(entity_id[:15], 16)


def _new_id(entity_id: str, article_id: str, version: int) -> str:
    return digest("bearer", entity_id, article_id, str(version))[:20]


def _bearer(row: PersonRow) -> Bearer:
    return Bearer(
        bearer_id=row.person_id,
        entity_id=row.entity_id,
        ordinal=row.ordinal,
        surname=row.surname,
        given=row.given_name,
        texts=row.articles,
        company=list(row.cooccurring),
        trades=set(row.occupations),
        lands=set(row.countries),
        births=set(row.birth_years),
    )


def _row(bearer: Bearer) -> PersonRow:
    return PersonRow(
        person_id=bearer.bearer_id,
        entity_id=bearer.entity_id,
        ordinal=bearer.ordinal,
        surname=bearer.surname,
        given_name=bearer.given,
        articles=bearer.texts,
        cooccurring=bearer.company,
        occupations=sorted(bearer.trades),
        countries=sorted(bearer.lands),
        birth_years=sorted(bearer.births),
    )
