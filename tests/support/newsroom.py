"""A small week of made-up news for the cookbook, as records of two days.

`python -m tests.support.newsroom FOLDER` writes it.

A ferry sinks: a wire story under five mastheads, two reports of their own, figures that disagree and rise, a quotation
in two renderings, a story that is edited. Two quakes of one week, a ruling, and news that only one outlet has. People,
outlets and places are invented; the agencies are not, because Dateline knows agencies by name.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

Record = dict[str, str]


def record(at: str, when: str, source: str, title: str, *paragraphs: str) -> Record:
    """A line of JSON: `at` is host and path, `when` day and time of March 2026 (UTC)."""
    return {
        "url": f"https://{at}",
        "published_at": f"2026-03-{when}:00Z",
        "source": source,
        "title": title,
        "text": "\n\n".join(paragraphs),
    }


_WIRE = (
    "HALVERN (Reuters) - A ferry with 140 people on board capsized in a storm off Kestra on Monday, killing at least "
    "12 people and leaving 30 missing, the coast guard said.",
    "The Mara Quist, a car ferry built in 1987, was on its way from Halvern to the island of Kestra when water came in "
    "through the bow door, two survivors told Reuters. It sank within twenty minutes.",
    '"We will search as long as there is light," coast guard chief Lena Borg told reporters in the harbour of Halvern. '
    "Four helicopters and nine boats took part in the search.",
    "Transport Minister Anton Reve ordered an inquiry into the operator, Halvern Lines, which was fined last year for "
    "sailing with too many cars. The company declined to comment.",
    "It was the worst accident in the strait in forty years. The bridge that was to replace the ferry has been "
    "debated in parliament since 2011 and never built.",
)
_SEARCH = "Ferry capsizes in storm off Kestra, at least 12 dead"

FIRST: list[Record] = [
    record("wire.example/ferry", "02T07:40", "Reuters", _SEARCH, *_WIRE),
    record("northern.example/2026/ferry", "02T07:55", "Northern Courier", _SEARCH, *_WIRE),
    record("coast.example/news/ferry", "02T08:10", "Coast Gazette", _SEARCH, *_WIRE[:4]),
    record("metro.example/world/17", "02T08:30", "Metro Daily", "Storm ferry disaster: at least 12 dead", *_WIRE[:3]),
    record("southern.example/ferry-kestra", "02T09:45", "Southern Star", _SEARCH, *_WIRE),
    record(
        "halvernpost.example/local/ferry",
        "02T08:20",
        "Halvern Post",
        "Ferry lost off Kestra: fourteen dead, dozens missing",
        "HALVERN - Fourteen people died and 28 were missing on Monday after the ferry Mara Quist went down in heavy "
        "seas between Halvern and Kestra, the harbour master said.",
        "Families waited in the rain at the ferry pier. Coast guard chief Lena Borg said her crews would go on "
        "searching "
        'while there was daylight. "Nobody is giving up here," she said.',
        "The operator Halvern Lines had asked for the sailing to be cancelled, according to a letter seen by the "
        "Halvern Post. Transport Minister Anton Reve said he did not know of the letter.",
    ),
    record(
        "kestradaily.example/front",
        "02T10:05",
        "Kestra Daily",
        "Kestra mourns: 14 dead as island ferry sinks",
        "KESTRA - The island woke to sirens. 14 people were killed when the ferry Mara Quist sank off the northern "
        "cape on Monday, and 26 were missing, Mayor Ilda Marsten said.",
        '"As long as there is light we shall keep searching," said Lena Borg, who leads the coast guard.',
        "The mayor said the bow door had been repaired twice in January. Schools on Kestra stay closed on Tuesday.",
    ),
    record(
        "hondo.example/quake",
        "03T05:30",
        "Puerto Hondo Times",
        "Strong earthquake shakes Puerto Hondo, eleven dead",
        "PUERTO HONDO - An earthquake of magnitude 6.2 struck off Puerto Hondo before dawn on Tuesday, killing 11 "
        "people and injuring 60, governor Rosa Delmonte said.",
        'Dozens of buildings came down in the harbour quarter. "We need blood and we need tents," Delmonte said.',
        "The Geological Institute counted 40 aftershocks and warned of more.",
    ),
    record(
        "berro.example/temblor",
        "03T07:00",
        "San Berro Herald",
        "Quake off Puerto Hondo kills nine, governor appeals for tents",
        "SAN BERRO - Nine people died and 75 were injured when a magnitude 6.4 earthquake hit the coast at Puerto "
        "Hondo early on Tuesday, hospitals said.",
        '"We need tents, and we need blood," said Rosa Delmonte, the governor, who asked neighbouring provinces for '
        "help.",
        "The Geological Institute in San Berro warned of more aftershocks.",
    ),
    record(
        "mirat.example/quake",
        "05T16:00",
        "Mirat Mail",
        "Light quake rattles Mirat, no one killed",
        "MIRAT - A magnitude 4.8 earthquake rattled windows in Mirat on Thursday and injured two people, the fire "
        "service said. Civil defence chief Samir Haddou said no building had been damaged.",
        "It was the third tremor in the Mirat valley since New Year. Trains ran again after an hour.",
    ),
    record(
        "lawreport.example/fish",
        "04T12:00",
        "Law Report",
        "Constitutional Court strikes down fishing quota law",
        "DARWAN - The Constitutional Court on Wednesday struck down a law on fishing quotas that had set the fleet of "
        "Darwan against the government for three years.",
        'Judge Nora Ekman said parliament had "handed the sea to five companies". The Fishers\' League, whose 2,400 '
        "members "
        "had sued, called it a victory.",
        "Fisheries Minister Peter Ansgar said a new law would be ready by summer.",
    ),
    record(
        "darwan.example/court",
        "04T14:30",
        "Darwan Observer",
        "Court throws out fish quotas, minister promises new law",
        "DARWAN (AFP) - Fishing quotas that favoured large companies violate the constitution, the Constitutional "
        "Court ruled on Wednesday in a case brought by the Fishers' League.",
        "Parliament had handed the sea to five companies, Judge Nora Ekman said in the ruling.",
        "Peter Ansgar, the fisheries minister, promised a new law by summer. Shares of Tolva Fish fell 12 percent.",
    ),
    record(
        "metro.example/business/9",
        "04T09:00",
        "Metro Daily",
        "Tolva Hydro to hire 300 engineers for northern dams",
        "TOLVA - Tolva Hydro will hire 300 engineers to rebuild four dams in the north, chief executive Oren Falk "
        "said on Wednesday. The works will cost $1.2 billion and last until 2031.",
        '"Nobody has built a dam in this country for thirty years," Falk said.',
    ),
]

SECOND: list[Record] = [
    record(
        "kestradaily.example/front",
        "02T10:05",
        "Kestra Daily",
        "Kestra mourns: 17 dead as island ferry sinks",
        "KESTRA - The island woke to sirens. 17 people were killed when the ferry Mara Quist sank off the northern "
        "cape on Monday, and 23 were missing, Mayor Ilda Marsten said.",
        '"As long as there is light we shall keep searching," said Lena Borg, who leads the coast guard.',
        "Schools on Kestra stay closed on Tuesday. Halvern Lines said it would pay for the funerals.",
    ),
    record(
        "halvernpost.example/local/inquiry",
        "03T09:15",
        "Halvern Post",
        "Minister knew of letter on ferry sailing, papers show",
        "HALVERN - Transport Minister Anton Reve was told on Sunday that Halvern Lines wanted to cancel the sailing on "
        "which the ferry Mara Quist was lost off Kestra, papers seen by the Halvern Post show.",
        "The toll rose to 17 on Tuesday. Coast guard chief Lena Borg said 23 people were still missing.",
        '"I have nothing to hide," Reve said. The opposition called for him to resign.',
    ),
    record(
        "northern.example/2026/reve",
        "03T11:00",
        "Northern Courier",
        "Reve under fire over letter before ferry disaster",
        "HALVERN (Reuters) - Transport Minister Anton Reve faced calls to resign on Tuesday after the Halvern Post "
        "reported that he had been warned before the ferry Mara Quist sank off Kestra, killing 17 people.",
        '"I have nothing to hide," Reve told Reuters. The operator Halvern Lines confirmed that there was a letter.',
    ),
]


def write(folder: Path) -> list[Path]:
    """The two days as JSON lines, in the order in which they are to be ingested."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, records in (("first.jsonl", FIRST), ("second.jsonl", SECOND)):
        path = folder / name
        path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), "utf-8")
        paths.append(path)
    return paths


if __name__ == "__main__":
    for written in write(Path(sys.argv[1])):
        print(written)
