"""A small set of stories, all made up: events told by several outlets, and events that only look alike.

Each is told in other words than the others of its event. People, bodies and places are found by lists, so that the
tests need no model.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from warehouse.model.relation_records import StoryArticle

MONDAY = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)

NAMES = [
    "Ilda Marsten",
    "Oren Falk",
    "Civil Protection Service",
    "Peter Ansgar",
    "Mara Quist",
    "Tolva Hydro",
    "Rosa Delmonte",
    "Hakim Yusufi",
    "Geological Institute",
    "Samir Haddou",
    "Red Crescent",
    "Constitutional Court",
    "Lena Borg",
    "Fishers' League",
    "Anton Reve",
    "Judge Ekman",
    "Parents' Council",
    "Nadia Ferro",
    "Ayyoub",
    "Ayoub",
    "Baqeri",
    "Bagheri",
    "Al Mayadeen",
    "Sputnik",
    "Rabiei",
    "Rouhani",
    "PYD",
]
PLACES = [
    "Velsa",
    "Norrland Valley",
    "Tolva",
    "Kestra",
    "Puerto Hondo",
    "San Berro",
    "Darwan",
    "Mirat",
    "Halvern",
    "Syria",
    "Iran",
    "Turkey",
    "Damascus",
    "Lebanon",
    "Israel",
    "Aleppo",
]
# One event, two spellings: what resolution makes one entity has one id here.
_SAME = {"Ayoub": "Ayyoub", "Bagheri": "Baqeri"}


def report(article_id: str, hours: float, title: str, text: str) -> StoryArticle:
    """An article as clustering gets it, told so many hours after Monday, 06:00."""
    whole = f"{title}\n{text}"
    return StoryArticle(
        article_id=article_id,
        seen_at=MONDAY + timedelta(hours=hours),
        published_at=MONDAY + timedelta(hours=hours),
        title=title,
        text=text,
        dateline_place=None,
        names=_counted(NAMES, whole),
        places=_counted(PLACES, whole),
    )


def _counted(words: list[str], text: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in words:
        if word in text:
            key = _SAME.get(word, word)
            counts[key] = counts.get(key, 0) + text.count(word)
    return counts


# Ids say the event: what stands before the hyphen.
STORIES = [
    report(
        "dam-1",
        0,
        "Dam above Velsa gives way after week of rain",
        "VELSA - An old earth dam in the Norrland Valley burst early on Monday, sending water and mud through the town "
        "of Velsa. Mayor Ilda Marsten said at least four residents were missing and some 300 houses were under water. "
        "The Civil Protection Service sent helicopters to lift families from roofs. The operator, Tolva Hydro, said "
        "the spillway had been blocked by timber since Saturday.",
    ),
    report(
        "quakepuerto-1",
        2,
        "Strong earthquake shakes Puerto Hondo, eleven dead",
        "PUERTO HONDO - An earthquake of magnitude 6.2 struck off Puerto Hondo before dawn, killing eleven people "
        "and bringing down dozens of buildings, governor Rosa Delmonte said. Rescuers dug with bare hands for "
        "survivors in the harbour quarter. The Geological Institute counted 40 aftershocks. Hospitals in San Berro "
        "took in the injured, and schools stay closed.",
    ),
    report(
        "fish-1",
        4,
        "Court strikes down fishing quotas",
        "HALVERN - The Constitutional Court ruled on Monday that the government's herring quotas are void, because "
        "coastal communities were never heard. Judge Ekman read the unanimous ruling. The Fishers' League, which "
        "had brought the case, spoke of a victory for small boats. Fisheries minister Anton Reve said that new "
        "catch limits would be drafted before the spring season.",
    ),
    report(
        "dam-2",
        7,
        "Four missing as flood wave hits town in Norrland Valley",
        "Rescue crews searched on Monday for four people who went missing when the Tolva Hydro dam above Velsa broke. "
        "A wave of mud two metres high rolled through the streets. Helicopters of the Civil Protection Service took "
        "families off the roofs of flooded houses. Timber had clogged the spillway for two days, the company admitted; "
        "Ilda Marsten, the mayor, called that unforgivable.",
    ),
    report(
        "quakedarwan-1",
        20,
        "Earthquake kills nine in mountains of Darwan",
        "MIRAT - A magnitude 5.9 earthquake struck the Darwan mountains on Monday night, killing nine people and "
        "flattening mud-brick villages, governor Hakim Yusufi said. Rescuers reached the area on mules, as "
        "landslides had cut the road from Mirat. The Red Crescent flew in tents. Aftershocks kept survivors in the "
        "open, and a hospital was taking in the injured, Samir Haddou, a doctor, said.",
    ),
    report(
        "quakepuerto-2",
        24,
        "Puerto Hondo digs for survivors after 6.2 quake",
        "The death toll of the earthquake off Puerto Hondo rose to fourteen on Tuesday. In the harbour quarter, where "
        "dozens of buildings came down, crews with dogs pulled a girl from the rubble alive. Governor Rosa Delmonte "
        "declared three days of mourning. More than 60 aftershocks were felt as far as San Berro, according to the "
        "Geological Institute.",
    ),
    report(
        "uniform-1",
        28,
        "Court allows schools to demand uniforms",
        "HALVERN - Schools may require their pupils to wear uniforms, the Constitutional Court ruled on Tuesday. "
        "Judge Ekman said in the ruling that a dress code did not touch the freedom of belief. The Parents' Council, "
        "which had brought the case, was disappointed. Education minister Nadia Ferro said that headteachers would "
        "decide for themselves, and that poor families would get vouchers for skirts and blazers.",
    ),
    report(
        "fish-2",
        30,
        "Herring limits void, judges find",
        "Catch limits for herring along the whole coast are void after a unanimous ruling of the Constitutional Court. "
        "Coastal communities should have been heard before the quotas were set, Judge Ekman found. Small boats may "
        "now sail again, the Fishers' League told its members. Minister Anton Reve wants new quotas for the spring "
        "season within weeks.",
    ),
    report(
        "quakedarwan-2",
        33,
        "Landslides hamper relief for quake-hit Darwan villages",
        "Mules were the only means on Tuesday to reach villages of mud brick that the Darwan earthquake had flattened. "
        "Nine bodies had been found, said Hakim Yusufi, the governor. The road from Mirat remained cut by landslides. "
        "Tents of the Red Crescent were dropped from aircraft for survivors who dared not go back indoors.",
    ),
    report(
        "uniform-2",
        47,
        "Pupils may be told what to wear, top judges say",
        "Blazers and skirts are back: the Constitutional Court sees no breach of the freedom of belief in a dress "
        "code. Headteachers are free to require uniforms, education minister Nadia Ferro said on Wednesday, and "
        "promised vouchers for poor families. The Parents' Council, whose case failed, may go on to Strasbourg.",
    ),
    report(
        "transfer-1",
        50,
        "Kestra sign goalkeeper Mara Quist",
        "Goalkeeper Mara Quist has signed for Kestra until 2029. Coach Peter Ansgar said the 24-year-old would be the "
        "first choice for the rest of the season. The fee was not disclosed. Quist kept eleven clean sheets last year.",
    ),
]
LATE = report(
    "dam-3",
    5,
    "Velsa under water: what we know about the broken dam",
    "Some 300 houses in Velsa are flooded and four people missing since the earth dam of Tolva Hydro burst. Rain had "
    "fallen on the Norrland Valley for a week. The spillway was blocked by timber, the operator says. Mayor Ilda "
    "Marsten opened the sports hall to families whom helicopters of the Civil Protection Service had lifted from "
    "roofs.",
)
A_MONTH_LATER = report(
    "inquiry-1",
    24 * 30,
    "Velsa: inquiry blames dam operator",
    "Tolva Hydro ignored the blocked spillway for two days before its dam above Velsa burst in March, an inquiry "
    "found. Mayor Ilda Marsten asked for the company's licence to be withdrawn. Timber had clogged the spillway.",
)
# What the two seed documents tell, told a third time in other words; and other news of that week and country.
REWORDED = (
    "Tehran will help Damascus to build up its air defences, Iran's military chief Bagheri said after he and Syria's "
    "defence minister Ayoub had put their names to a military pact on Wednesday. The agreement widens security "
    "cooperation between the armed forces. Both called for foreign troops who are in Syria illegally to leave, and "
    "Turkey was told to solve its security issues in talks with the Syrian side. Ayoub said the Caesar Act sanctions "
    "of the United States target the food and medicine of the Syrian people."
)
UNRELATED = (
    "Bakeries in Aleppo ration bread as wheat runs short in northern Syria. Drought has halved the harvest in the "
    "fields along the river, farmers say, and mills stand still for lack of diesel. Families queue from four in the "
    "morning for two loaves each. Traders blame the fall of the Syrian pound. The ministry of internal trade promised "
    "flour from its stores in Damascus before the end of the week."
)
