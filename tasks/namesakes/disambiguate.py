"""Pure. Who bears a name in an article: two people of one name told apart, and whom a surname alone means.

A bearer's company are the names that articles mention beside it; what he is are trade, country of the office and year
of birth. An article is told in the order of the log, from what earlier ones said.

A new bearer begins where the article contradicts all earlier ones *and* shares no company with any: people change
their trade, and namesakes meet, but both at once is seldom. Company alone decides nothing: the same politician is
written about in worlds that share nobody. In 3,781 articles 3 of 2,356 names that came more than once were parted, two
of them wrongly; of made-up namesakes of different trades a quarter were.

A surname alone means the bearer who is named far more often than all others of that surname, or who shares far more
company with the article. Asked for people whose full names the articles gave, and who had been named in five articles
before, it answered in three of four cases, and 99 of 100 answers were right (on the same articles).
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tasks.lexicon.files import given_names
from tasks.lexicon.titles import SUFFIXES
from tasks.names.transliterate import romanize

# Companions of a bearer that are kept, the latest.
KEPT = 100
# Bearers of a surname that are looked at, those named most.
OF_A_SURNAME = 20
# A companion that one article in fifty mentions tells nothing, nor does one of thirty articles of a small warehouse.
_COMMON_SHARE = 50
_COMMON_LEAST = 30
# Articles after which a slip of one ("Russian Special Counsel Robert Mueller") is likelier than a namesake.
_WELL_KNOWN = 10
# With fewer companions an article does not tell who is not there.
_LEAST_COMPANY = 3
# Ages are misprinted and birthdays unknown: years of birth this far apart are two people's.
_YEARS_APART = 3
# Articles that name the one who is meant by a surname alone, and how many times those of all others.
_FAMOUS = 5
_TIMES = 5
# One article may be a slip.
_MORE_THAN_A_SLIP = 2
# Or companions that he shares with the article, and how many times those of the next.
_SHARED = 3
_TIMES_SHARED = 3

_ARABIC_ARTICLE = re.compile(r"^(?:al|el|ul|as|ash|an|ar|ad)-(?=\w{3})")


@dataclass(slots=True, kw_only=True)
class Bearer:
    """Somebody who bears a name; `ordinal` 1 is whom the name means where nothing tells otherwise.

    `given` is the first part of the name; `company` are numbers of names, the one met last at the end; `births` years.
    """

    bearer_id: str
    entity_id: str
    ordinal: int
    surname: str
    given: str
    texts: int = 0
    company: list[int] = field(default_factory=list)
    trades: set[str] = field(default_factory=set)
    lands: set[str] = field(default_factory=set)
    births: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whom an article names in full, and what it says of him."""

    entity_id: str
    name: str
    trades: frozenset[str]
    lands: frozenset[str]
    births: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What an article names: persons in full, surnames alone (entity to name), and the company, each as a number.

    `company` holds the persons too. `counts`: it is the first version of the article and repeats no earlier one.
    """

    article_id: str
    version: int
    title: str
    persons: Sequence[Person]
    surnames: Mapping[str, str]
    company: Mapping[str, int]
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """Whom a name means in an article, where the name alone tells somebody else, and why."""

    entity_id: str
    bearer_id: str
    shared: int
    because: str


# Of an entity and the article version with which a new bearer begins: his id.
NewId = Callable[[str, str, int], str]
Fit = tuple[int, Bearer]


def surname_of(name: str) -> str:
    """The last part of a name, in ASCII and lower case, without Arabic article and generational suffix."""
    words = [word for word in romanize(name).lower().replace(".", "").replace(",", " ").split() if word not in SUFFIXES]
    return _ARABIC_ARTICLE.sub("", words[-1]) if words else ""


class Bearers:
    """Those that are known, and what articles told in their order add.

    `told` articles were told so far; `companions` is how many of them mention a name.
    """

    def __init__(self, known: Iterable[Bearer], companions: Mapping[int, int], told: int, new_id: NewId) -> None:
        """As of before the articles that will be told; `new_id` makes the id of a new bearer."""
        self._of: defaultdict[str, list[Bearer]] = defaultdict(list)
        self._surnamed: defaultdict[str, list[Bearer]] = defaultdict(list)
        self.companions = dict(companions)
        self.told = told
        self._new_id = new_id
        self._changed: dict[str, Bearer] = {}
        for bearer in sorted(known, key=lambda one: (one.entity_id, one.ordinal)):
            self._of[bearer.entity_id].append(bearer)
            self._surnamed[bearer.surname].append(bearer)

    def tell(self, named: Named) -> list[Meaning]:
        """Who is meant in the article, where it is not whom the names alone tell."""
        meanings = [meant for name in sorted(named.surnames.items()) if (meant := self._surname(*name, named))]
        found = [(person, *self._bearer(person, named)) for person in named.persons]
        for person, bearer, shared, because in found:
            if bearer.ordinal > 1:
                meanings.append(
                    Meaning(entity_id=person.entity_id, bearer_id=bearer.bearer_id, shared=shared, because=because)
                )
            if named.counts or not bearer.texts:
                self._add(bearer, person, named)
        if named.counts:
            self.told += 1
            for companion in named.company.values():
                self.companions[companion] = self.companions.get(companion, 0) + 1
        return meanings

    def changed(self) -> list[Bearer]:
        """Those that articles added something to."""
        return list(self._changed.values())

    def _bearer(self, person: Person, named: Named) -> tuple[Bearer, int, str]:
        """Who bears the name in the article, how much company they share, and what speaks for it."""
        bearers = self._of[person.entity_id]
        if not bearers:
            return self._begun(person, named), 0, ""
        if len(bearers) == 1 and not _contradicts(bearers[0], person):
            return bearers[0], 0, ""
        company = {number for companion, number in named.company.items() if companion != person.entity_id}
        telling = self._telling(company)
        fits = [(_shared(one, telling, company), not _contradicts(one, person), one) for one in bearers]
        shared, _, best = max(fits, key=lambda fit: (fit[0], fit[1], fit[2].texts, -fit[2].ordinal))
        if shared:
            return best, shared, f"{shared} in common"
        fitting = [one for _, fits_in, one in fits if fits_in]
        if fitting:
            alike = [one for one in fitting if one.trades & person.trades or one.lands & person.lands]
            best = max(alike or fitting, key=lambda one: (one.texts, -one.ordinal))
            return best, 0, "the same trade or office" if alike else "nothing against it"
        if len(telling) < _LEAST_COMPANY:
            return max(bearers, key=lambda one: (one.texts, -one.ordinal)), 0, "too little is said"
        return self._begun(person, named), 0, _contradicts(bearers[0], person)

    def _surname(self, entity_id: str, name: str, named: Named) -> Meaning | None:
        surname = surname_of(name)
        if any(surname_of(person.name) == surname for person in named.persons):
            return None  # the article names one or several of them, and did not say which
        bearers = sorted(self._surnamed.get(surname, ()), key=lambda one: (-one.texts, one.bearer_id))[:OF_A_SURNAME]
        company = set(named.company.values())
        ranked = sorted(
            ((len(company.intersection(one.company)), one) for one in bearers),
            key=lambda fit: (-fit[0], -fit[1].texts, fit[1].bearer_id),
        )
        best = _famous(ranked) or _close(ranked)
        if best is None or best[1].bearer_id == entity_id or _names_another(named.title, surname, best[1]):
            return None
        shared, bearer = best
        because = f"surname of one named in {bearer.texts} articles before, {shared} in common"
        return Meaning(entity_id=entity_id, bearer_id=bearer.bearer_id, shared=shared, because=because)

    def _telling(self, company: Iterable[int]) -> set[int]:
        """The company that is not everybody's."""
        common = max(_COMMON_LEAST, self.told // _COMMON_SHARE)
        return {number for number in company if self.companions.get(number, 0) <= common}

    def _begun(self, person: Person, named: Named) -> Bearer:
        bearers = self._of[person.entity_id]
        bearer = Bearer(
            bearer_id=self._new_id(person.entity_id, named.article_id, named.version) if bearers else person.entity_id,
            entity_id=person.entity_id,
            ordinal=len(bearers) + 1,
            surname=surname_of(person.name),
            given=person.name.split()[0],
        )
        bearers.append(bearer)
        self._surnamed[bearer.surname].append(bearer)
        return bearer

    def _add(self, bearer: Bearer, person: Person, named: Named) -> None:
        met = {number for companion, number in named.company.items() if companion != person.entity_id}
        bearer.company = [*(number for number in bearer.company if number not in met), *sorted(met)][-KEPT:]
        bearer.texts += 1
        bearer.trades |= person.trades
        bearer.lands |= person.lands
        bearer.births |= person.births
        self._changed[bearer.bearer_id] = bearer


def _contradicts(bearer: Bearer, person: Person) -> str:
    """What the article says that cannot be said of the bearer; empty where there is nothing."""
    if bearer.births and person.births and _apart(bearer.births, person.births):
        return f"born in {min(person.births)}, not in {min(bearer.births)}"
    for what, one, other in (("trade", person.trades, bearer.trades), ("country", person.lands, bearer.lands)):
        if one and other and not one & other:
            return f"{what}: {', '.join(sorted(one))}, not {', '.join(sorted(other))}"
    return ""


def _shared(bearer: Bearer, telling: set[int], company: set[int]) -> int:
    """Companions in common; with somebody well known also those that are everybody's, of which he has more."""
    return len((telling if bearer.texts < _WELL_KNOWN else company).intersection(bearer.company))


def _apart(one: Iterable[int], other: Iterable[int]) -> bool:
    others = list(other)
    return all(abs(born - another) >= _YEARS_APART for born in one for another in others)


def _famous(ranked: Sequence[Fit]) -> Fit | None:
    """The one of whom far more is written than of all others, if he fits in at all."""
    if not ranked:
        return None
    best = max(ranked, key=lambda fit: (fit[1].texts, fit[0]))
    others = sum(bearer.texts for _, bearer in ranked) - best[1].texts
    return best if best[0] and best[1].texts >= max(_FAMOUS, _TIMES * others) else None


def _close(ranked: Sequence[Fit]) -> Fit | None:
    """The one who shares far more company with the article than any other."""
    if not ranked or ranked[0][0] < _SHARED or ranked[0][1].texts < _MORE_THAN_A_SLIP:
        return None
    return ranked[0] if len(ranked) == 1 or ranked[0][0] >= _TIMES_SHARED * ranked[1][0] else None


def _names_another(title: str, surname: str, bearer: Bearer) -> bool:
    """Whether the headline has another given name before the surname."""
    words = title.replace(",", " ").split()
    return any(
        surname_of(word.removesuffix("’s").removesuffix("'s")) == surname
        and before in given_names()
        and before != bearer.given
        for before, word in itertools.pairwise(words)
    )
