"""Ranks, titles and positions: beside the name, never in it."""

from __future__ import annotations

import pytest

from tasks.mentions.mentions import find_mentions
from tasks.mentions.ner import EntitySpan


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "Norwegian Finance Minister Colonel Bjarne Halvorsen left.",
            "Bjarne Halvorsen",
            "Norwegian Finance Minister Colonel",
        ),
        ("Then Maj. Gen. Okafor spoke.", "Okafor", "Maj. Gen."),
        ("Iran's President Farid Golzar spoke.", "Farid Golzar", "President"),
        ("The head, Kenyan government spokesman Zadok Mburu, spoke.", "Zadok Mburu", "Kenyan government spokesman"),
        (
            "the Chief of Staff of the Armed Forces of the Republic of Peru Lt. Gen. Inti Quispe left",
            "Inti Quispe",
            "Chief of Staff of the Armed Forces of the Republic of Peru Lt. Gen.",
        ),
        ("Prime Minister Haroun al-Bakri left.", "Haroun al-Bakri", "Prime Minister"),
        ("President Park Jin-woo left.", "Park Jin-woo", "President"),
        ("Field Marshal Dedan Otieno left.", "Dedan Otieno", "Field Marshal"),
    ],
)
def test_role_before(text: str, name: str, role: str) -> None:
    found = {m.surface: m.role for m in find_mentions(text, [])}
    assert found[name] == role


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Zadok Mburu, the government spokesman, spoke.", "government spokesman"),
        ("Zadok Mburu, president of Kenya, spoke.", "president of Kenya"),
        ("Zadok Mburu (deputy foreign minister) spoke.", "deputy foreign minister"),
        ("Zadok Mburu, president of the club that lost, spoke.", None),
        ("Zadok Mburu, Kenya and Peru spoke.", None),
        ("Zadok Mburu spoke.", None),
    ],
)
def test_role_behind(text: str, role: str | None) -> None:
    (person,) = (m for m in find_mentions(text, [EntitySpan(0, 11, "PERSON")]) if m.kind == "person")
    assert (person.surface, person.role) == ("Zadok Mburu", role)


@pytest.mark.parametrize(
    ("seen", "name"),
    [
        ("General Zadok Mburu", "Zadok Mburu"),
        ("Dr. Zadok Mburu", "Zadok Mburu"),
        ("Foreign Minister Zadok Mburu", "Zadok Mburu"),
        ("Zadok Major", "Zadok Major"),
        ("Zadok King Jr", "Zadok King Jr"),
    ],
)
def test_titles_leave_the_name(seen: str, name: str) -> None:
    (found,) = find_mentions(seen, [EntitySpan(0, len(seen), "PERSON")])
    assert found.surface == name


@pytest.mark.parametrize(
    "text", ["Maj. Gen. left.", "the Prime Minister left", "the General Staff met", "a General Hospital"]
)
def test_titles_alone_are_nobody(text: str) -> None:
    assert all(m.kind != "person" for m in find_mentions(text, [EntitySpan(0, 9, "PERSON")]))
