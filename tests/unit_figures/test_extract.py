"""Figures: what counts, what is none, and the laws that hold for any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.figures.extract import extract_figures
from tasks.model.stages import Figure
from tests.support.builders import mention


def told(figure: Figure) -> str:
    """A figure as the tables below write it: `at_least 12 killed people`, a range `10-15`, `?` for no value."""
    ends = [format(end, "g" if end < 1e6 else ".0f") for end in (figure.value, figure.high) if end is not None]
    words = [
        str(figure.modifier) if figure.modifier != "exactly" else "",
        "-".join(ends) or "?",
        figure.counted or "-",
        figure.unit or "",
    ]
    return " ".join(word for word in words if word)


def figures(text: str) -> list[str]:
    return [told(figure) for figure in extract_figures(text)]


TOLD = {
    # What happened to people.
    "The blast killed 12 people.": ["12 killed people"],
    "12 people were killed in the blast.": ["12 killed people"],
    "Twelve people have died.": ["12 killed people"],
    "A flood left 12 dead.": ["12 killed people"],
    "12 dead in Syria blast": ["12 killed people"],
    "Floods kill 12 in Peru": ["12 killed people"],
    "12 killed, 30 wounded in market attack": ["12 killed people", "30 injured people"],
    "The death toll rose to 31.": ["31 killed people"],
    "The death toll from the quake that struck on Monday has risen to 31.": ["31 killed people"],
    "That brought the death toll to 31, police said.": ["31 killed people"],
    "The death toll rose from 12 to 31.": ["31 killed people"],
    "The number of dead stood at 31.": ["31 killed people"],
    "The number of people killed has climbed to 1,031.": ["1031 killed people"],
    "The number of injured stands at 240.": ["240 injured people"],
    "Officials put the toll at 31.": ["31 killed people"],
    "The storm collapsed roofs, leaving 40 injured.": ["40 injured people"],
    "A bomb went off, killing at least 12 and wounding 30.": ["at_least 12 killed people", "30 injured people"],
    "The attack killed three soldiers and wounded five others.": ["3 killed soldiers", "5 injured people"],
    "It killed 12 soldiers and three civilians.": ["12 killed soldiers", "3 killed civilians"],
    "Twelve soldiers died in the ambush.": ["12 killed soldiers"],
    "Two Israeli soldiers were killed.": ["2 killed soldiers"],
    "12 people, including three children, were killed.": ["12 killed people", "3 children"],
    "At least 12 people in the village of Ain were killed.": ["at_least 12 killed people"],
    "Some 40 people were injured, the ministry said.": ["about 40 injured people"],
    "The deaths of 12 people shocked the town.": ["12 killed people"],
    "There were 31 deaths and 12 injuries.": ["31 killed people", "12 injured people"],
    "The storm claimed the lives of 12 people.": ["12 killed people"],
    "The storm claimed 12 lives.": ["12 killed people"],
    "Twenty-five people lost their lives.": ["25 killed people"],
    "No fewer than 12 people perished.": ["at_least 12 killed people"],
    "As many as 200 people are missing.": ["at_most 200 missing people"],
    "Nine remained unaccounted for.": ["9 missing people"],
    "Police arrested 30 protesters.": ["30 arrested protesters"],
    "More than 1,500 people have been detained.": ["at_least 1500 arrested people"],
    "Police made 12 arrests.": ["12 arrested people"],
    "About 5,000 residents were evacuated.": ["about 5000 displaced residents"],
    "The war displaced 2.5 million people.": ["2500000 displaced people"],
    "Half a million people have fled.": ["500000 displaced people"],
    "Rescuers pulled out bodies; 12 people are still missing.": ["12 missing people"],
    "One person was killed.": ["1 killed people"],
    "One soldier was wounded and two died.": ["1 injured soldiers", "2 killed people"],
    "Gunmen kidnapped 276 schoolgirls.": ["276 abducted schoolgirls"],
    "Dozens were killed.": ["about ? killed people"],
    "Hundreds of people were injured.": ["about ? injured people"],
    "Tens of thousands of people fled.": ["about ? displaced people"],
    "A dozen people were hurt.": ["12 injured people"],
    "Two dozen people were hurt.": ["24 injured people"],
    "Between 10 and 15 people were killed.": ["10-15 killed people"],
    "10 to 15 people died.": ["10-15 killed people"],
    "12 wounded soldiers were flown out.": ["12 injured soldiers"],
    "“At least 12 people died,” he said.": ["at_least 12 killed people"],
    "Police shot dead 12 people.": ["12 killed people"],
    "2000 people were killed.": ["2000 killed people"],
    "11 people were shot and killed.": ["11 killed people"],
    "At least 19 more were killed in landslides.": ["at_least 19 killed people"],
    "More than 2,800 people worldwide have died.": ["at_least 2800 killed people"],
    "100,000 Americans are now reported to have died.": ["100000 killed americans"],
    "Seven suspects were taken into custody.": ["7 arrested suspects"],
    "The death toll in St. Orla rose to 12.": ["12 killed people"],
    "The death toll in Saint Orla rose to 12.": ["12 killed people"],
    "The death toll, said Rep. Ana Duval, rose to 12.": ["12 killed people"],
    "The death toll, said Gov. Duval, rose to 12.": ["12 killed people"],
    "The death toll, said Sen. Duval, stands at 12.": ["12 killed people"],
    "The toll given by Lt. Col. Ana B. Duval rose to 12.": ["12 killed people"],
    "One hundred and twenty-three people were killed.": ["123 killed people"],
    "Two hundred fifty people were killed.": ["250 killed people"],
    "A hundred people were killed.": ["100 killed people"],
    "One and a half million people fled.": ["1500000 displaced people"],
    "Several dozen people were killed.": ["about ? killed people"],
    "Four or five people were killed.": ["4-5 killed people"],
    "A quarter of a million people fled.": ["250000 displaced people"],
    "He linked Uranium One in three transactions to them.": ["3 transactions"],
    # Things and people that are counted by the piece.
    "Turkey sent 5,000 troops.": ["5000 troops"],
    "The ministry reported 1,204 new cases.": ["1204 cases"],
    "He won 312 votes.": ["312 votes"],
    "The quake destroyed 300 homes.": ["300 houses"],
    "The quake destroyed 300 houses.": ["300 houses"],
    "Some 20 police officers stood by.": ["about 20 officers"],
    "Around 30,000 people marched.": ["about 30000 people"],
    "500+ people came.": ["at_least 500 people"],
    "12 or more vehicles burned.": ["at_least 12 vehicles"],
    "Thousands of protesters marched.": ["about ? protesters"],
    "Two to three million Syrians went abroad.": ["2000000-3000000 syrians"],
    "The number of cases rose to 500.": ["500 cases"],
    # Shares, money, measures.
    "12 percent of voters stayed at home.": ["12 voters %"],
    "Prices went up 12 per cent.": ["12 - %"],
    "He got 51.3% of the vote.": ["51.3 vote %"],
    "Turnout was 45 percent.": ["45 turnout %"],
    "Unemployment rose to 7.5%.": ["7.5 unemployment %"],
    "A $1.2bn deal was signed.": ["1200000000 deal $"],
    "The court imposed a fine of €5m.": ["5000000 fine €"],
    "They pledged $500 million in aid.": ["500000000 aid $"],
    "Damage estimated at US$3 million was done.": ["3000000 damage $"],
    "It cost 40 million euros.": ["40000000 cost €"],
    "A $10-15 million loan followed.": ["10000000-15000000 loan $"],
    "The town lies 12 km north of Aleppo.": ["12 - km"],
    "It burned 1,200 square kilometres.": ["1200 - km²"],
    "Winds of 120 km per hour hit the coast.": ["120 - km/h"],
    "Some 2,750 tonnes of ammonium nitrate blew up.": ["about 2750 ammonium nitrate tonnes"],
    "A magnitude 6.4 earthquake struck.": ["6.4 earthquake magnitude"],
    "A 6.4-magnitude earthquake struck.": ["6.4 earthquake magnitude"],
    "A quake of magnitude 6.4 struck.": ["6.4 earthquake magnitude"],
    "A magnitude 5.1 aftershock followed.": ["5.1 aftershock magnitude"],
    "He was sentenced to 12 years in prison.": ["12 prison years"],
    "Output was 1.5 million barrels a day.": ["1500000 - barrels a day"],
}  # fmt: skip


@pytest.mark.parametrize("text", TOLD)
def test_what_a_text_gives(text: str) -> None:
    assert figures(text) == TOLD[text]


NONE = (
    # Shares of people.
    "One in ten people was born there.",
    "Nine out of ten voters stayed at home.",
    "1 in 5 children stayed at home.",
    # Dates, years, times.
    "He recalled the Sept. 11 attacks.",
    "They met on July 8, 2020.",
    "They met on 8 July.",
    "The war began in 2011.",
    "In the 2020 elections he lost.",
    "Since 2015 people have left.",
    "In 2003 troops came.",
    "It was signed on 2020-07-08.",
    "On 12/05/2020 he left.",
    "It began at 10:30.",
    "It began at 10 a.m. on Monday.",
    "It began at 6pm.",
    "At 1800 GMT nothing moved.",
    "It happened 12 years ago.",
    "Three days later they left.",
    "The 1990s brought change.",
    "In the mid-1990s banks failed.",
    "The 10th anniversary passed.",
    "It marks 50 years of peace.",
    # Ages.
    "A 34-year-old man spoke.",
    "The man, aged 34, spoke.",
    "John Smith, 34, spoke.",
    "He died at the age of 84.",
    # Sport.
    "They won 2-1.",
    "United lost 1-3 at home.",
    "He scored 31 points.",
    "She scored two goals.",
    "There were 44.8 deaths per 100,000 people.",
    "It made millions of dollars.",
    # Names and labels.
    "An F-16 took off.",
    "An S-400 system was bought.",
    "A Boeing 737 landed.",
    "COVID-19 cases are rising.",
    "The G20 leaders met.",
    "Resolution 2254 calls for talks.",
    "Article 5 protects allies.",
    "Flight 370 passengers waited.",
    "He lives at 10 Downing Street.",
    "She moved to 221 Baker Street.",
    "The Six Nations begins.",
    "A 5G network was built.",
    "Highway 12 was closed.",
    "No. 10 rejected it.",
    "Call +44 20 7946 0958 for help.",
    "Call 555-0199 now.",
    "Read page 12 of the report.",
    # Ordinals, fractions, parts, idioms.
    "The 21st century began.",
    "The second man left.",
    "Two-thirds agreed.",
    "One of the men left.",
    "No one was killed.",
    "A one-way street.",
    "The two sides met.",
    "The two countries met.",
    "In two ways it failed.",
    "He tried three times.",
    "Index 7 fell.",
    # What is not, or not yet.
    "The quake could kill 12 people.",
    "Up to 200 people may have died.",
    "12 people are feared dead.",
    "12 people were not killed.",
    "They did not arrest 12 people.",
    "The army will send 500 troops.",
    "Officials denied that 12 people were killed.",
    "He expects 500 visitors.",
    "12 people might have been injured.",
)  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_figure(text: str) -> None:
    assert figures(text) == []


def test_there_are_enough_cases() -> None:
    assert len(TOLD) >= 60
    assert len(NONE) >= 40


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("At least 12 people died.", "At least 12"),
        ("A $1.2bn deal.", "$1.2bn"),
        ("Some 10 to 15 percent of voters.", "Some 10 to 15 percent"),
        ("Between 10 and 15 people died.", "Between 10 and 15"),
        ("A 6.4-magnitude quake.", "6.4-magnitude"),
        ("500+ people came.", "500+"),
    ],
)
def test_the_span_holds_modifier_number_and_unit(text: str, surface: str) -> None:
    (figure,) = extract_figures(text)
    assert figure.surface == surface == text[figure.start_char : figure.end_char]


def test_a_number_within_a_name_is_part_of_it() -> None:
    text = "The Band of 12 Brothers sang for 300 people."
    assert [told(one) for one in extract_figures(text, [mention(text, "Band of 12 Brothers")])] == ["300 people"]


def test_figures_of_several_sentences_and_paragraphs_stand_in_order() -> None:
    text = "A quake killed 12 people.\n\nRescuers found 3 survivors. The toll rose to 31 by U.S. estimates."
    assert [one.surface for one in extract_figures(text)] == ["12", "3", "31"]


WORDS = """
12 1,200 2.5 killed people . , - – $ € % million bn a to dozen hundreds of at least two twenty and ’ “ per cent
magnitude I ١٢ ½ 𝟙 é from toll rose : ; including more / year no. July
"""
PIECES = st.sampled_from([*WORDS.split(), " ", " ", " ", "\n"])


@given(st.one_of(st.text(), st.lists(PIECES, max_size=60).map("".join)))
def test_whatever_the_text_spans_are_exact_and_apart(text: str) -> None:
    end = 0
    for figure in extract_figures(text):
        assert text[figure.start_char : figure.end_char] == figure.surface
        assert end <= figure.start_char < figure.end_char
        assert figure.value is None or 0 <= figure.value <= 1e15
        assert figure.high is None or (figure.value is not None and figure.value < figure.high)
        assert figure.counted or figure.unit
        end = figure.end_char


HOSTILE = {
    "digits": "1",
    "numbers": "1 ",
    "words": "two ",
    "commas": "1,",
    "groups": "1,000",
    "hundreds": "two hundred and ",
    "ranges": "1 to ",
    "tolls": "toll rose to 12 ",
    "of": "of the ",
    "asides": "12 people, including ",
    "phrases": "12 people in ",
    "ends": "1. ",
    "dots": "..",
    "closed": ".”",
    "letters": "a.",
    "figures": "killed 12 people and ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_the_time_grows_with_the_text_and_not_faster(name: str) -> None:
    def seconds(size: int) -> float:
        text = (HOSTILE[name] * size)[:size]
        began = time.process_time()
        extract_figures(text)
        return time.process_time() - began

    seconds(1_000)
    short = min(seconds(8_000) for _ in range(3))
    assert seconds(40_000) < 15 * short + 0.1


def test_a_number_of_a_hundred_thousand_digits_is_none() -> None:
    assert figures("1" * 100_000 + " people died. 12 people died.") == ["12 killed people"]
