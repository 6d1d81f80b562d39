"""Disambiguates persons who share a name, and finds the person that a surname alone refers to.

Pure. A person is known by the names that occur in the same articles, and by occupation, country of the office and year
of birth. Articles come in the order of the log, and each is judged by what earlier ones said.

A new person begins where the article contradicts everything that is known of the namesakes *and* shares no cooccurring
name with any of them: people change their occupation, and namesakes meet, but both at once is rare. Cooccurring names
alone decide nothing: the same politician is written about in contexts that share nobody.

A surname alone refers to the person who is named far more often than all others of that surname, or who shares far more
cooccurring names with the article.
"""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tasks.lexicon.titles import SUFFIXES
from tasks.lexicon.word_lists import given_names
from tasks.names import romanize
from tasks.namesakes.person_context import PersonContext
from tasks.pipeline import digest
from warehouse.model.relation_records import (
    NameResolutionRow,
    NamesakeResult,
    NamingArticle,
    PersonRow,
)
from warehouse.model.vocabulary import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesakeThresholds:
    """Limits of the disambiguation, chosen on 3,781 development articles.

    There 3 of 2,356 names that came more than once were split between two persons, two of them wrongly; of made-up
    namesakes of different occupations a quarter were. Asked for people whose full names the articles gave, and who had
    been named in five articles before, a surname alone was resolved in three of four cases, 99 of 100 correctly.
    """

    names_kept: int = 100  # cooccurring names stored of a person, the latest
    persons_per_surname: int = 20  # candidates for a surname alone, those named in most articles
    # A name that one article in fifty mentions is no evidence, nor is one of thirty articles of a small warehouse.
    common_share: int = 50
    common_articles: int = 30
    # With so many articles, one that contradicts them is likelier a slip ("Russian Special Counsel Robert Mueller").
    well_known_articles: int = 10
    min_rare_names: int = 3  # with fewer rare names an article is no evidence of another person
    birth_years_apart: int = 3  # ages are misprinted and birthdays unknown
    # A surname alone refers to a person with so many articles and so many times those of all others of the surname,
    famous_articles: int = 5
    famous_ratio: int = 5
    # or to one with more than a single article, so many shared names, and so many times those of the next candidate.
    close_articles: int = 2
    close_names: int = 3
    close_ratio: int = 3


NAMESAKE_THRESHOLDS = NamesakeThresholds()
# The number of `ops.cooccurrence_counts` that counts all articles.
ALL_ARTICLES = 0

_ARABIC_ARTICLE = re.compile(r"^(?:al|el|ul|as|ash|an|ar|ad)-(?=\w{3})")
_Candidate = tuple[int, PersonRow]  # shared names, person


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleNames:
    """The names of an article: persons in full, surnames alone (entity to name), and numbers of all names by entity."""

    article: NamingArticle
    persons: Sequence[PersonContext]
    surnames: Mapping[str, str]
    numbers: Mapping[str, int]

    def others(self, entity_id: str) -> set[int]:
        """The numbers of all names but one."""
        return {number for other, number in self.numbers.items() if other != entity_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The person that a name refers to in an article, the number of shared names, and the reason."""

    person: PersonRow
    shared_names: int = 0
    reason: str = ""


def surname_of(name: str) -> str:
    """The last part of a name, in ASCII and lower case, without Arabic article and generational suffix."""
    words = [word for word in romanize(name).lower().replace(".", "").replace(",", " ").split() if word not in SUFFIXES]
    return _ARABIC_ARTICLE.sub("", words[-1]) if words else ""


def list_surnames(names: Sequence[str]) -> list[str]:
    """The surnames that stand alone among names of persons."""
    return sorted({surname_of(name) for name in names if not _is_full(name)})


def resolve_names(
    articles: Sequence[NamingArticle], known: Sequence[PersonRow], counts: Mapping[int, int]
) -> NamesakeResult:
    """Names that refer to another person than they lead to alone, in the order of the log, and what articles add.

    `known` are the persons that may be referred to; `counts` is the number of articles by number of a name.
    """
    index = PersonIndex(known, counts)
    resolutions: list[NameResolutionRow] = []
    for article in articles:
        resolutions += _resolution_rows(article, index.add(_read_names(article)))
    changed = {number: articles for number, articles in index.counts.items() if articles != counts.get(number)}
    return NamesakeResult(
        resolutions=resolutions,
        persons=index.changed(),
        counts={ALL_ARTICLES: index.counts[ALL_ARTICLES]} | changed,
    )


class PersonIndex:
    """Known persons by entity and surname, and what articles add to them in the order of the log."""

    def __init__(self, known: Iterable[PersonRow], counts: Mapping[int, int]) -> None:
        """Begins with the state before the articles that will be added."""
        self.counts = {ALL_ARTICLES: 0} | dict(counts)
        self._persons: dict[str, PersonRow] = {}
        self._of_entity: defaultdict[str, list[str]] = defaultdict(list)
        self._of_surname: defaultdict[str, list[str]] = defaultdict(list)
        self._changed: dict[str, None] = {}
        for person in sorted(known, key=lambda person: (person.entity_id, person.ordinal)):
            self._register(person)

    def add(self, names: ArticleNames) -> dict[str, Resolution]:
        """Resolves the names of the next article; by entity, those that refer to another person than the entity."""
        resolutions = {
            entity_id: resolution
            for entity_id, name in sorted(names.surnames.items())
            if (resolution := self._resolve_surname(entity_id, name, names))
        }
        # All are resolved before any is added: what the article says is no evidence about itself.
        resolved = [(full_name, self._resolve_full_name(full_name, names)) for full_name in names.persons]
        for full_name, resolution in resolved:
            if resolution.person.ordinal > 1:
                resolutions[full_name.entity_id] = resolution
            if names.article.is_counted or not resolution.person.articles:
                self._update(self._persons[resolution.person.person_id], full_name, names)
        if names.article.is_counted:
            for number in (ALL_ARTICLES, *names.numbers.values()):
                self.counts[number] = self.counts.get(number, 0) + 1
        return resolutions

    def changed(self) -> list[PersonRow]:
        """Persons that articles added something to."""
        return [self._persons[person_id] for person_id in self._changed]

    def _resolve_full_name(self, full_name: PersonContext, names: ArticleNames) -> Resolution:
        persons = [self._persons[person_id] for person_id in self._of_entity[full_name.entity_id]]
        if not persons:
            return Resolution(person=self._begin(full_name, names))
        if len(persons) == 1 and not _contradiction(persons[0], full_name):
            return Resolution(person=persons[0])
        others = names.others(full_name.entity_id)
        rare = self._rare(others)
        shared = {person.person_id: _count_shared(person, rare, others) for person in persons}
        fitting = [person for person in persons if not _contradiction(person, full_name)]
        best = max(persons, key=lambda person: (shared[person.person_id], person in fitting, *_rank(person)))
        if shared[best.person_id]:
            number = shared[best.person_id]
            return Resolution(person=best, shared_names=number, reason=f"{number} in common")
        if fitting:
            agreeing = [person for person in fitting if _agrees(person, full_name)]
            reason = "the same trade or office" if agreeing else "nothing against it"
            return Resolution(person=max(agreeing or fitting, key=_rank), reason=reason)
        if len(rare) < NAMESAKE_THRESHOLDS.min_rare_names:
            return Resolution(person=max(persons, key=_rank), reason="too little is said")
        return Resolution(person=self._begin(full_name, names), reason=_contradiction(persons[0], full_name))

    def _resolve_surname(self, entity_id: str, name: str, names: ArticleNames) -> Resolution | None:
        surname = surname_of(name)
        if any(surname_of(full_name.name) == surname for full_name in names.persons):
            return None  # the article names one or several of them in full
        persons = [self._persons[person_id] for person_id in self._of_surname.get(surname, ())]
        persons.sort(key=lambda person: (-person.articles, person.person_id))
        numbers = set(names.numbers.values())
        candidates = [
            (len(numbers.intersection(person.cooccurring)), person)
            for person in persons[: NAMESAKE_THRESHOLDS.persons_per_surname]
        ]
        candidates.sort(key=lambda candidate: -candidate[0])  # of equal ones the order above stays
        best = (_find_famous(candidates) or _find_close(candidates)) if candidates else None
        if best is None or best[1].person_id == entity_id or _names_another(names.article.title, surname, best[1]):
            return None
        shared, person = best
        reason = f"surname of one named in {person.articles} articles before, {shared} in common"
        return Resolution(person=person, shared_names=shared, reason=reason)

    def _rare(self, numbers: Iterable[int]) -> set[int]:
        """Names that few articles mention."""
        common = max(NAMESAKE_THRESHOLDS.common_articles, self.counts[ALL_ARTICLES] // NAMESAKE_THRESHOLDS.common_share)
        return {number for number in numbers if self.counts.get(number, 0) <= common}

    def _begin(self, full_name: PersonContext, names: ArticleNames) -> PersonRow:
        entity_id, article = full_name.entity_id, names.article
        namesakes = len(self._of_entity[entity_id])
        # "bearer" is part of ids that are stored.
        namesake_id = digest("bearer", entity_id, article.article_id, str(article.version))[:20]
        person = PersonRow(
            person_id=namesake_id if namesakes else entity_id,
            entity_id=entity_id,
            ordinal=namesakes + 1,
            surname=surname_of(full_name.name),
            given_name=full_name.name.split()[0],
        )
        self._register(person)
        return person

    def _register(self, person: PersonRow) -> None:
        self._persons[person.person_id] = person
        self._of_entity[person.entity_id].append(person.person_id)
        self._of_surname[person.surname].append(person.person_id)

    def _update(self, person: PersonRow, full_name: PersonContext, names: ArticleNames) -> None:
        others = names.others(full_name.entity_id)
        earlier = (number for number in person.cooccurring if number not in others)
        self._persons[person.person_id] = replace(
            person,
            articles=person.articles + 1,
            cooccurring=[*earlier, *sorted(others)][-NAMESAKE_THRESHOLDS.names_kept :],
            occupations=sorted({*person.occupations, *full_name.occupations}),
            countries=sorted({*person.countries, *full_name.countries}),
            birth_years=sorted({*person.birth_years, *full_name.birth_years}),
        )
        self._changed[person.person_id] = None


def _is_full(name: str) -> bool:
    return " " in name


def _read_names(article: NamingArticle) -> ArticleNames:
    persons: dict[str, PersonContext] = {}
    alone: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for mention in article.mentions:
        if mention.kind != Kind.PERSON:
            numbers[mention.entity_id] = _number(mention.entity_id)
        elif _is_full(mention.name):
            person = PersonContext(entity_id=mention.entity_id, name=mention.name, published=article.published)
            persons.setdefault(mention.entity_id, person).add(
                article.text, mention.start_char, mention.end_char, mention.role
            )
            numbers[mention.entity_id] = _number(mention.entity_id)
        else:
            alone.setdefault(mention.entity_id, mention.name)
    return ArticleNames(
        article=article,
        persons=list(persons.values()),
        # "Jean Pierre" and "Jean-Pierre" are one name: a person who is named in full is not named by a surname alone.
        surnames={entity_id: name for entity_id, name in alone.items() if entity_id not in persons},
        numbers=numbers,
    )


def _resolution_rows(article: NamingArticle, resolutions: Mapping[str, Resolution]) -> list[NameResolutionRow]:
    """A row for each name of an entity that refers to another person."""
    rows: dict[str, NameResolutionRow] = {}
    for mention in article.mentions:
        resolution = resolutions.get(mention.entity_id)
        if resolution and mention.kind == Kind.PERSON:
            rows[mention.name_id] = NameResolutionRow(
                article_id=article.article_id,
                version=article.version,
                name_id=mention.name_id,
                person_id=resolution.person.person_id,
                entity_id=resolution.person.person_id,
                shared_names=resolution.shared_names,
                reason=resolution.reason,
            )
    return list(rows.values())


def _number(entity_id: str) -> int:
    """Short of 60 bits, which every reader of JSON takes for a whole number."""
    return int(entity_id[:15], 16)


def _rank(person: PersonRow) -> tuple[int, int]:
    """Named in more articles first, then earlier in the log."""
    return person.articles, -person.ordinal


def _agrees(person: PersonRow, full_name: PersonContext) -> bool:
    return not (
        full_name.occupations.isdisjoint(person.occupations) and full_name.countries.isdisjoint(person.countries)
    )


def _contradiction(person: PersonRow, full_name: PersonContext) -> str:
    """What the article says that cannot be true of the person; empty where there is nothing."""
    years_apart = [abs(year - other) for year in person.birth_years for other in full_name.birth_years]
    if years_apart and min(years_apart) >= NAMESAKE_THRESHOLDS.birth_years_apart:
        return f"born in {min(full_name.birth_years)}, not in {min(person.birth_years)}"
    for label, ours, theirs in (
        ("trade", full_name.occupations, person.occupations),
        ("country", full_name.countries, person.countries),
    ):
        if ours and theirs and ours.isdisjoint(theirs):
            return f"{label}: {', '.join(sorted(ours))}, not {', '.join(sorted(theirs))}"
    return ""


def _count_shared(person: PersonRow, rare: set[int], numbers: set[int]) -> int:
    """Rare names in common; with a well-known person, who has more of them, common names count too."""
    is_well_known = person.articles >= NAMESAKE_THRESHOLDS.well_known_articles
    return len((numbers if is_well_known else rare).intersection(person.cooccurring))


def _find_famous(candidates: Sequence[_Candidate]) -> _Candidate | None:
    """The person who is named far more often than all others, if any name is shared at all."""
    best = max(candidates, key=lambda candidate: (candidate[1].articles, candidate[0]))
    others = sum(person.articles for _, person in candidates) - best[1].articles
    least = max(NAMESAKE_THRESHOLDS.famous_articles, NAMESAKE_THRESHOLDS.famous_ratio * others)
    return best if best[0] and best[1].articles >= least else None


def _find_close(candidates: Sequence[_Candidate]) -> _Candidate | None:
    """The person who shares far more names with the article than any other."""
    shared, person = candidates[0]
    if shared < NAMESAKE_THRESHOLDS.close_names or person.articles < NAMESAKE_THRESHOLDS.close_articles:
        return None
    is_close = len(candidates) == 1 or shared >= NAMESAKE_THRESHOLDS.close_ratio * candidates[1][0]
    return candidates[0] if is_close else None


def _names_another(title: str, surname: str, person: PersonRow) -> bool:
    """Whether the headline has another given name before the surname."""
    words = title.replace(",", " ").split()
    return any(
        surname_of(word.removesuffix("’s").removesuffix("'s")) == surname
        and before in given_names()
        and before != person.given_name
        for before, word in itertools.pairwise(words)
    )
