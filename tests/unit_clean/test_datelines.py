"""Datelines: the forms that wires use, and the openings that only look like one."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.clean.datelines import find_dateline
from tasks.places.cities import CITIES

STORY = "The ministry said on Monday that the talks would go on."

# text before the story | place | agency | outlet | day or month-day
FORMS = """
CAIRO (UrduPoint News / Sputnik - 08th July, 2020) |Cairo|Sputnik|UrduPoint|2020-07-08
OSLO (NordPoint News / NTB - 3rd March 2021) |Oslo|NTB|NordPoint|2021-03-03
LIMA (Harbour Post / Andina - 11 May, 2019) |Lima|Andina|Harbour Post|2019-05-11
WASHINGTON (Reuters) - |Washington|Reuters||
WASHINGTON (Reuters) – |Washington|Reuters||
WASHINGTON (Reuters Health) - |Washington|Reuters||
KYIV, Ukraine (AP) — |Kyiv|AP||
KYIV, Ukraine (The Associated Press) — |Kyiv|AP||
BEIJING, July 8 (Xinhua) -- |Beijing|Xinhua||07-08
BEIJING, July 8, 2020 (Xinhua) -- |Beijing|Xinhua||2020-07-08
LONDON 1996-08-30 |London|||1996-08-30
LOS ANGELES, Feb 26 - |Los Angeles|||02-26
TEHRAN – |Tehran|||
TEHRAN, Iran (AP) _ |Tehran|AP||
TEHRAN, (MNA) – |Tehran|Mehr||
PARIS/BERLIN (AFP) – |Paris/Berlin|AFP||
PARIS and BERLIN (AFP) – |Paris/Berlin|AFP||
ROME/MILAN/TURIN (ANSA) - |Rome/Milan/Turin|ANSA||
Damascus, SANA_ |Damascus|SANA||
Damascus, SANA_|Damascus|SANA||
Damascus (SANA) – |Damascus|SANA||
MOSCOW, July 8. /TASS/. |Moscow|TASS||07-08
MOSCOW, July 8 /TASS/ - |Moscow|TASS||07-08
MOSCOW. July 8 (Interfax) - |Moscow|Interfax||07-08
Moscow. July 8. Interfax - |Moscow|Interfax||07-08
MOSCOW, July 8 - RIA Novosti. |Moscow|RIA Novosti||07-08
MOSCOW (Sputnik) - |Moscow|Sputnik||
Islamabad: |Islamabad|||
ISLAMABAD: |Islamabad|||
ISLAMABAD (APP): |Islamabad|APP||
New Delhi [India], July 8 (ANI): |New Delhi|ANI||07-08
NEW DELHI: |New Delhi|||
(CNN) -- |||CNN|
(Reuters) - ||Reuters||
Oct 24 (Reuters) - ||Reuters||10-24
WASHINGTON (CNN) -- |Washington||CNN|
Washington (CNN) |Washington||CNN|
By A. Writer WASHINGTON (Reuters) - |Washington|Reuters||
By Ann B. Writer and Carl Other ANKARA (Reuters) - |Ankara|Reuters||
LONDON, July 8 (Reuters) - |London|Reuters||07-08
BRUSSELS (dpa) - |Brussels|dpa||
BRUSSELS (DPA) - |Brussels|dpa||
Beirut — |Beirut|||
BEIRUT — |Beirut|||
BEIRUT—|Beirut|||
WASHINGTON, D.C. — |Washington|||
ST. LOUIS - |St. Louis|||
ST. LOUIS, Mo. (AP) — |St. Louis|AP||
RIO DE JANEIRO, Brazil (AP) _ |Rio de Janeiro|AP||
RIO DE JANEIRO, MARCH 24 - |Rio de Janeiro|||03-24
TOKYO, 8 July (Kyodo) |Tokyo|Kyodo||07-08
TOKYO (Jiji Press) — |Tokyo|Jiji||
SEOUL, July 8 (Yonhap) -- |Seoul|Yonhap||07-08
PYONGYANG, July 8 (KCNA) -- |Pyongyang|KCNA||07-08
THE HAGUE, June 18 - |The Hague|||06-18
PORT-AU-PRINCE, Haiti (AP) — |Port-au-Prince|AP||
DEIR AL-ZOR, Syria (Reuters) - |Deir al-Zor|Reuters||
NEWTOWN HOLLOW, Ohio (AP) — |Newtown Hollow|AP||
QARAH TAPAH, Iraq - |Qarah Tapah|||
PINE BLUFF HEIGHTS, Calif., April 13 - |Pine Bluff Heights|||04-13
CHARLESTON, W. Va., April 7 - |Charleston|||04-07
CALGARY, Alberta, March 5 - |Calgary|||03-05
VANCOUVER, British Columbia, April 8 - |Vancouver|||04-08
BUDAPEST, April 7, Reuter - |Budapest|Reuters||04-07
HOUSTON, Feb. 27, 2014 /PRNewswire/ -- |Houston|PRNewswire||2014-02-27
NAIROBI, Kenya, Aug. 11 (UPI) -- |Nairobi|UPI||08-11
DHAKA, July 8 (UNB) - |Dhaka|UNB||07-08
LAHORE (Web Desk) - |Lahore|||
LAHORE: |Lahore|||
KABUL (Pajhwok): |Kabul|Pajhwok||
BRUSSELS, Wednesday, July 8 — |Brussels|||07-08
Mexico City (EFE).- |Mexico City|EFE||
Hong Kong (AFP) – |Hong Kong|AFP||
CARACAS, July 8 (Prensa Latina) |Caracas|Prensa Latina||07-08
CAMBRIDGE, Mass. (Plain Syndicate) — |Cambridge|Plain Syndicate||
WASHINGTON/KANSAS CITY, Mo. (Reuters) - |Washington/Kansas City|Reuters||
NEW YORK CITY – |New York City|||
Edmonton, Alberta, March 19 - |Edmonton|||03-19
GENEVA (AP/Reuters) — |Geneva|AP/Reuters||
UNITED NATIONS (AP) — |United Nations|AP||
NUKU'ALOFA, Tonga (AP) — |Nuku'alofa|AP||
N'DJAMENA (AFP) - |N'Djamena|AFP||
""".strip().split("\n")

NOT_DATELINES = """
Iran: What next?
Iran: What the deal means for the region and for its neighbours.
NATO - which was founded in 1949 - said it would act.
NATO - The alliance said it would act.
Mr Smith - who had been away - came back.
Mr Smith (Reuters) - The man said.
Breaking: The talks have ended.
BREAKING: The talks have ended.
BREAKING — The talks have ended.
WHO said that the disease had spread.
COVID-19 - the disease that closed the world
COVID-19 — The disease that closed the world
Question: What did the minister say?
Update 2: The minister has spoken.
UPDATE 2: The minister has spoken.
US (and its allies) said they would leave.
U.S. - The president spoke.
UK - The prime minister spoke.
Turkey - a member of the alliance - said no.
Turkey - A member of the alliance said no.
TURKEY - A member of the alliance said no.
ANALYSIS/OPINION: The deal is done.
OPINION — The deal is done.
EXCLUSIVE — The deal is done.
FILE - In this photo of July 8, 2020, a man walks.
FILE PHOTO: A man walks in Cairo, July 8, 2020.
WATCH - The moment the bridge fell.
UNICEF — The agency said children were hungry.
UNICEF: The agency said children were hungry.
FIFA (AP) said it would act.
NASA (AP) said it would act.
BBC (Reuters) - The broadcaster said.
London: The Biography of a City
London: What next?
Paris - City of Light
Moscow: US must leave Syria
Singapore: What next?
Washington-based analysts said it was late.
Washington said on July 8 that it was late.
WASHINGTON is late.
Jane Doe (CNN) said it was late.
Jane Doe (AP) — The reporter said it was late.
Rep. Jim Jones (R-Ohio) — The congressman said it was late.
Sen. Mary Kane (D-AZ) said it was late.
July 4 - The day on which it all began.
July 4, 2020 - The day on which it all began.
On July 8, Moscow said it was late.
In Paris (AFP) - The mayor said.
Obama - The man who was president and wrote three books about it.
Victoria: The new series about the queen is to be shown on Sunday, the channel said.
Reading - The books that changed my life and why I still read them to this day.
Nice — The word people use when they do not know what else to say about it.
Houston: The singer who had it all and lost it is remembered this week by her friends.
The Associated Press (AP) said it was late.
AP: The agency said it was late.
Reuters reported on Monday that it was late.
(AP) said it was late.
(2) - The second point is about money.
Photo: A man walks in Cairo.
PHOTOS: A man walks in Cairo.
Police: Man walked away with the safe
Minister: The talks will go on
President Jones (AFP) - The man who was president.
Health Ministry (SANA) said it was late.
Three men - All of them from Cairo - were there.
Q: When did it begin?
10 things: The list goes on
Editor's note: This story has been updated.
By the numbers: The week in money
Covid-19: The daily count of the sick and the dead goes on, the ministry said.
Tel Aviv, which is on the coast, is warm.
Cairo, July 8, was hot.
PARIS 2024 The games begin.
Trump/Biden: The debate
Who: The agency of the sick
""".strip().split("\n")


@pytest.mark.parametrize("form", FORMS)
def test_forms(form: str) -> None:
    head, place, agency, outlet, when = form.split("|")
    found = find_dateline(head + STORY)
    assert found is not None
    assert (found.place or "", found.agency or "", found.outlet or "") == (place, agency, outlet)
    assert (head + STORY)[found.end_char :] == STORY
    whole = when.count("-") == 2
    assert found.day == (datetime.fromisoformat(when).replace(tzinfo=UTC) if whole else None)
    assert found.month_day == ((int(when[:2]), int(when[3:])) if when and not whole else None)


def test_the_tables_are_large_enough() -> None:
    assert len(FORMS) >= 60
    assert len(NOT_DATELINES) >= 60


@pytest.mark.parametrize("text", NOT_DATELINES)
def test_ordinary_openings(text: str) -> None:
    assert find_dateline(text) is None


def test_a_dateline_may_be_a_paragraph_of_its_own() -> None:
    text = "LONDON 1996-08-30\n\n" + STORY
    found = find_dateline(text)
    assert found is not None
    assert text[found.end_char :] == STORY


def test_a_byline_in_front_is_outside_the_span() -> None:
    text = "By A. Writer WASHINGTON (Reuters) - " + STORY
    found = find_dateline(text)
    assert found is not None
    assert text[found.start_char :].startswith("WASHINGTON")


def test_a_later_paragraph_is_read_from_its_start() -> None:
    text = "A headline about Cairo\n\n  CAIRO (MENA) - " + STORY
    assert find_dateline(text) is None
    found = find_dateline(text, text.index("\n\n"))
    assert found is not None
    assert text[found.start_char : found.end_char] == "CAIRO (MENA) - "


def test_a_name_may_follow_in_small_letters_after_a_city_in_capitals() -> None:
    assert find_dateline("WASHINGTON — a name that stands for a whole government") is not None


@pytest.mark.parametrize(
    "text", ["", " ", "\n", "(", "/", "By ", "WASHINGTON", "WASHINGTON (", "WASHINGTON /", "—", ":"]
)
def test_scraps(text: str) -> None:
    assert find_dateline(text) is None
    assert find_dateline(text, 99) is None
    assert find_dateline(text, -1) is None


@given(st.text(st.sampled_from("ABCabc (),./-–—_:[]'8\n") | st.characters(), max_size=300), st.integers(-5, 320))
def test_offsets_hold_for_any_text(text: str, start: int) -> None:
    found = find_dateline(text, start)
    if found is not None:
        assert max(0, start) <= found.start_char < found.end_char <= len(text)


@given(
    st.sampled_from(sorted(CITIES.values())),
    st.sampled_from([" (AP) — ", " (Reuters) - ", ", July 8 (Xinhua) -- ", ", July 8, 2020 - ", " (AFP) – "]),
)
def test_every_city_of_the_table_is_read_in_capitals(city: str, rest: str) -> None:
    text = city.upper() + rest + STORY
    found = find_dateline(text)
    assert found is not None
    assert found.place == city
    assert text[found.end_char :] == STORY


@pytest.mark.parametrize("piece", ["A ", "(", "A/", "WASHINGTON, ", "a.", "By A ", " ", "July 8 ", "-", "D'"])
def test_hostile_lines_take_no_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    began = time.process_time()  # of this process alone: the machine may be busy
    find_dateline(text)
    assert time.process_time() - began < 1
