"""Cleaning a whole document: the two seeds, the same shapes in other words, and the laws of the step."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.clean.document import clean_document
from tasks.model.stages import Dating, Document, Extracted, Link, Reject
from warehouse.model.vocabulary import LinkKind, PublishedFrom, Reason

SEEDS = Path(__file__).parents[2] / "seeds"
STORY = "The council voted on Tuesday to close the old bridge, the mayor told reporters."
MORE = "Work on a new one is to begin in spring, and to cost forty million crowns, he said."


def extracted(text: str, **fields: Any) -> Extracted:
    return replace(Extracted(text=text), **fields)


def cleaned(text: str, **fields: object) -> Document:
    document = clean_document(extracted(text, **fields), source_stated=False, detected_language="en")
    assert isinstance(document, Document)
    return document


def dating(at: datetime, origin: PublishedFrom = PublishedFrom.FEED) -> Dating:
    return Dating(at=at, origin=origin, raw=at.isoformat(), day_only=False)


def test_the_seed_with_a_header_a_dateline_and_a_repeated_lead() -> None:
    text = (SEEDS / "003_9048faddf76f5ae8.txt").read_text(encoding="utf-8")
    document = cleaned(text)
    head = text.split("\n\n")[0].removeprefix(" date 2020-07-08 ")
    assert document.title == head
    assert document.lead == head + "."
    assert (document.source_name, document.agency) == ("UrduPoint", "Sputnik")
    assert document.dateline is not None
    assert (document.dateline.place, document.dateline.day) == ("Cairo", datetime(2020, 7, 8, tzinfo=UTC))
    assert document.text[document.dateline.end_char :].startswith("Syrian Defense Minister")
    assert document.published_at == datetime(2020, 7, 8, tzinfo=UTC)
    assert document.published_from in {PublishedFrom.DATELINE, PublishedFrom.TEXT}
    assert not document.dates_disagree
    assert document.text.startswith("CAIRO (UrduPoint News / Sputnik")
    assert document.text.count(head) == 1
    assert "date 2020-07-08" not in document.text
    assert '"' not in document.text.split("\n")
    assert document.links == ()


def test_the_seed_with_a_label_and_related_headlines() -> None:
    text = (SEEDS / "000_7ec76ce6e3ea2a69.txt").read_text(encoding="utf-8")
    document = cleaned(text)
    first = text.split("\n\n")[0]
    assert document.title == document.lead == first
    assert document.source_name == "Iran Press"
    assert document.published_at is None
    assert document.dateline is None
    assert document.text.startswith(first + "\n\nThe agreement, signed")
    assert "Iran Press/Iran News" not in document.text
    assert "Read More" not in document.text
    assert [link.title for link in document.links] == text.split("\n\n")[-3:]
    assert all(link.kind is LinkKind.RELATED and link.url is None for link in document.links)


# header word and day ("_" is a space) | dateline | place | agency | outlet | year
FRAMED = """
_date_2020-07-08_|CAIRO (UrduPoint News / Sputnik - 08th July, 2020)|Cairo|Sputnik|UrduPoint|2020
_date_2021-03-03_|OSLO (NordPoint News / NTB - 03rd March, 2021)|Oslo|NTB|NordPoint|2021
date_2019-05-11_|LIMA (Harbour Post / Andina - 11th May, 2019)|Lima|Andina|Harbour Post|2019
Date:_2018-01-02_|NEW DELHI (GangaPoint News / PTI - 2 January 2018)|New Delhi|PTI|GangaPoint|2018
_date_2022-11-30_|ANKARA (BosporusPost / Anadolu - 30th November, 2022)|Ankara|Anadolu|BosporusPost|2022
date_2017-09-01_|SEOUL (Han River Times / Yonhap - 01st September, 2017)|Seoul|Yonhap|Han River Times|2017
_date_2023-02-14_|BUENOS AIRES (Plata Daily / EFE - 14th February, 2023)|Buenos Aires|EFE|Plata Daily|2023
Published:_2016-12-05_|NAIROBI (RiftPoint News / Xinhua - 05th December, 2016)|Nairobi|Xinhua|RiftPoint|2016
date:_8_July_2020_|KYIV, July 8, 2020 (Dnieper Herald / Ukrinform) -|Kyiv|Ukrinform|Dnieper Herald|2020
_date_2015-06-21_|PARIS/BERLIN (Rhine Tribune / AFP - 21st June, 2015)|Paris/Berlin|AFP|Rhine Tribune|2015
date_2020-02-29_|TOKYO (FujiPoint / Kyodo - 29th February, 2020)|Tokyo|Kyodo|FujiPoint|2020
_date_2014-10-10_|AMMAN (Dead Sea Mail / Petra - 10th October, 2014)|Amman|Petra|Dead Sea Mail|2014
""".strip().split("\n")
LEADS = [
    "Minister Kari Nilsen and envoy Capt. Jon Palsson signed on Friday a cod agreement, the Bergen Herald said",
    "Two ferries collided near the old harbour and eleven people were hurt, police Col. Maria Ortega told Radio Costa",
]


@pytest.mark.parametrize("row", FRAMED)
@pytest.mark.parametrize("lead", LEADS)
def test_the_first_seed_in_other_words(row: str, lead: str) -> None:
    head, opening, place, agency, outlet, year = row.split("|")
    head, opening = head.replace("_", " "), opening + " "
    document = cleaned(f'{head}{lead}\n\n{opening}{lead}.\n\n{STORY}\n\n"We "stay.\n\n"\n\n{MORE}')
    assert document.title == lead
    assert document.lead == lead + "."
    assert (document.source_name, document.agency) == (outlet, agency)
    assert document.dateline is not None
    assert document.dateline.place == place
    assert document.published_at is not None
    assert document.published_at.year == int(year)
    assert not document.dates_disagree
    assert document.text == f'{opening}{lead}.\n\n{STORY}\n\n"We "stay.\n\n{MORE}'


LABELLED = [
    ("Iran Press/Iran News:\u00a0", "Iran Press", "Read More:"),
    ("Harbour Post/Harbour News: ", "Harbour Post", "Read more:"),
    ("Gulf Times / Gulf Radio: ", "Gulf Times", "Related"),
    ("NordPoint News: ", "NordPoint", "Also read:"),
    ("Baltic Tribune: ", "Baltic Tribune", "See also:"),
    ("Andes Herald/Agencies: ", "Andes Herald", "More on this story"),
    ("Nile TV/Nile Radio: ", "Nile TV", "Recommended for you"),
    ("Rift Valley Gazette: ", "Rift Valley Gazette", "Related articles:"),
    ("Dnieper Press Agency/Dnieper Daily: ", "Dnieper Press Agency", "READ MORE"),
    ("Tagus Today: ", "Tagus Today", "You may also like:"),
]


@pytest.mark.parametrize(("label", "outlet", "heading"), LABELLED)
@pytest.mark.parametrize("lead", LEADS)
def test_the_second_seed_in_other_words(label: str, outlet: str, heading: str, lead: str) -> None:
    headlines = ["Cod quota to rise next year: Minister", "Ferry line's winter timetable", "Who owns the harbour?"]
    document = cleaned(f"{lead}.\n\n{label}{STORY}\n\n{MORE}\n\n\n{heading}\n\n" + "\n\n".join(headlines))
    assert document.title == document.lead == lead + "."
    assert document.source_name == outlet
    assert document.published_at is None
    assert document.text == f"{lead}.\n\n{STORY}\n\n{MORE}"
    assert [link.title for link in document.links] == headlines


def test_a_given_title_wins_and_loses_its_odd_spaces() -> None:
    document = cleaned(STORY, title=" Mayor\u00a0 closes\nbridge ")
    assert document.title == "Mayor closes bridge"
    assert document.text == document.lead == STORY


def test_a_headline_becomes_the_title_and_leaves_the_text() -> None:
    document = cleaned(f"Mayor closes bridge\n\n{STORY}\n\n{MORE}")
    assert document.title == "Mayor closes bridge"
    assert document.text == f"{STORY}\n\n{MORE}"
    assert document.removed[0].rule == "headline"


def test_the_first_sentence_is_title_and_lead_and_stays() -> None:
    document = cleaned(f"{STORY} {MORE}\n\n{MORE}")
    assert document.title == STORY
    assert document.lead == f"{STORY} {MORE}"
    assert document.text.startswith(STORY)


def test_ranks_and_initials_do_not_end_a_title() -> None:
    lead = "Maj. Gen. A. B. Stone of the U.S. Army met Dr. Lee in St. Louis on Friday."
    assert cleaned(f"{lead} They spoke for an hour.\n\n{MORE}").title == lead


def test_a_title_is_cut_between_words() -> None:
    title = cleaned("word " * 200 + "end.").title
    assert title is not None
    assert len(title) <= 300
    assert title.endswith("word")


def test_newlines_keep_their_kind() -> None:
    assert cleaned(f"{STORY}\n{MORE}\n\n\n\n{STORY}").text == f"{STORY}\n{MORE}\n\n{STORY}"


def test_a_dateline_under_a_caption_is_found_at_its_place_in_the_text() -> None:
    document = cleaned(
        f"Mayor closes bridge\n\nA man walks on the bridge. (Photo: A. Writer)\n\nCAIRO (MENA) - {STORY}"
    )
    assert document.dateline is not None
    assert document.text[document.dateline.start_char : document.dateline.end_char] == "CAIRO (MENA) - "
    assert document.lead == STORY
    assert document.agency == "MENA"


def test_the_strongest_evidence_dates_the_article() -> None:
    at = datetime(2020, 7, 8, 15, 30, tzinfo=UTC)
    document = cleaned(f"CAIRO, July 8, 2020 (MENA) - {STORY}", datings=(dating(at), dating(at, PublishedFrom.META)))
    assert (document.published_at, document.published_from) == (at, PublishedFrom.FEED)
    assert not document.dates_disagree


def test_evidence_more_than_a_day_apart_disagrees() -> None:
    text = f"CAIRO, July 8, 2020 (MENA) - {STORY}"
    assert cleaned(text, datings=(dating(datetime(2020, 7, 10, tzinfo=UTC)),)).dates_disagree
    assert not cleaned(text, datings=(dating(datetime(2020, 7, 9, 23, tzinfo=UTC)),)).dates_disagree


def test_a_month_and_a_day_alone_date_nothing() -> None:
    document = cleaned(f"CAIRO, Dec 31 (MENA) - {STORY}")
    assert document.published_at is None
    assert document.dateline is not None
    assert (document.dateline.day, document.dateline.month_day) == (None, (12, 31))


def test_a_month_and_a_day_get_the_year_of_other_evidence() -> None:
    document = cleaned(f"CAIRO, Dec 31 (MENA) - {STORY}", datings=(dating(datetime(2020, 1, 1, 2, tzinfo=UTC)),))
    assert document.dateline is not None
    assert document.dateline.day == datetime(2019, 12, 31, tzinfo=UTC)
    assert not document.dates_disagree
    assert document.published_from is PublishedFrom.FEED


def test_a_header_line_dates_the_article() -> None:
    document = cleaned(f"Mayor closes bridge\nPublished: 8 July 2020\nUpdated: 10 July 2020\n\n{STORY}")
    assert (document.published_at, document.published_from) == (datetime(2020, 7, 8, tzinfo=UTC), PublishedFrom.TEXT)
    assert document.published_raw == "8 July 2020"
    assert document.updated_at == datetime(2020, 7, 10, tzinfo=UTC)
    assert document.title == "Mayor closes bridge"


@pytest.mark.parametrize(
    "text", ["", " \n\u200b\n", '"', "Advertisement\n\n\u00a9 2020 Harbour Post", "...", "Read more:"]
)
def test_nothing_left(text: str) -> None:
    rejected = clean_document(extracted(text), source_stated=False, detected_language=None)
    assert isinstance(rejected, Reject)
    assert rejected.reason is Reason.NO_TEXT


def test_links_found_join_links_given() -> None:
    given_link = Link(kind=LinkKind.RELATED, title="Ferry fares to rise", url="https://harbour.example/fares")
    document = cleaned(
        f"{STORY}\n\nRead also: Ferry fares to rise\n\nRead also: Who owns the harbour?", links=(given_link,)
    )
    assert [(link.title, link.url is None) for link in document.links] == [
        ("Ferry fares to rise", False),
        ("Who owns the harbour?", True),
    ]


def test_what_the_input_states_is_kept() -> None:
    document = clean_document(
        extracted(
            f"CAIRO (Gulf Times / MENA) {STORY}", source_name="Harbour Post", language="fr", authors=("Ann Writer",)
        ),
        source_stated=True,
        detected_language=None,
    )
    assert isinstance(document, Document)
    assert (document.source_name, document.source_stated, document.language) == ("Harbour Post", True, "fr")
    assert document.authors == ("Ann Writer",)


TEXTS = st.lists(
    st.sampled_from(
        [
            STORY,
            MORE,
            LEADS[0],
            LEADS[0] + ".",
            '"',
            "",
            "Advertisement",
            "Read more:",
            "Mayor closes bridge",
            "Who owns the harbour?",
            "See also: Ferry fares to rise",
            "By Ann Writer",
            "date 2020-07-08 Mayor closes bridge",
            "Published: 8 July 2020",
            "Harbour Post/Harbour News: " + STORY,
            "© 2020 Harbour Post",
            "CAIRO (MENA) - " + LEADS[0] + ".",
            "Source: Harbour Post",
            "Follow us on Twitter",
            "Updated at 4:50 p.m. ET",
            "https://harbour.example/",
        ]
    )
    | st.text(max_size=30),
    max_size=10,
).flatmap(lambda lines: st.sampled_from(["\n", "\n\n", "\n\n\n"]).map(lambda gap: gap.join(lines)))


@given(TEXTS)
def test_clean_text_cleaned_again_stays_as_it_is(text: str) -> None:
    once = clean_document(extracted(text), source_stated=False, detected_language=None)
    if isinstance(once, Reject):
        return
    again = clean_document(
        extracted(once.text, title=once.title, source_name=once.source_name),
        source_stated=False,
        detected_language=None,
    )
    assert isinstance(again, Document)
    assert again.removed == ()
    assert again.text == once.text


@given(TEXTS)
def test_spans_point_into_the_text_and_nothing_is_made_up(text: str) -> None:
    document = clean_document(extracted(text), source_stated=False, detected_language=None)
    if isinstance(document, Reject):
        return
    plain = " ".join(text.split())
    if text.isascii() and text.isprintable():
        assert all(line in plain for line in document.text.split("\n"))
    if document.dateline is not None:
        assert 0 <= document.dateline.start_char < document.dateline.end_char <= len(document.text)


@pytest.mark.parametrize(
    "piece",
    ["a ", '"', "A", "(RELATED: ", "By A ", "CAIRO (", "word. ", "\n", "By Ann Writer\n", "Read more:\n", "A/B: "],
)
def test_hostile_texts_take_no_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    began = time.process_time()
    clean_document(extracted(text), source_stated=False, detected_language=None)
    assert time.process_time() - began < 5
