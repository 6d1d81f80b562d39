"""Forms of names: equal across articles, and full within one."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tasks.names.normalize import map_full_person_names, normalize_name
from warehouse.model.vocabulary import Kind


@given(st.text(), st.sampled_from(Kind))
@example("ﬁN. İ", Kind.PERSON)
@example("Dr. The Mr", Kind.PERSON)
@example("the x's's", Kind.ORG)
def test_normal_name_is_idempotent(name: str, kind: Kind) -> None:
    once = normalize_name(name, kind)
    assert normalize_name(once, kind) == once


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("Maj. Gen. Ali AYYOUB", "Ali  Ayyoub", Kind.PERSON),
        ("Al-Mayadeen", "Al Mayadeen", Kind.ORG),
        ("the U.S.", "US", Kind.PLACE),
        ("Côte d’Ivoire", "Cote d'Ivoire", Kind.PLACE),
        ("Łukasz Ørsted", "Lukasz Orsted", Kind.PERSON),
        ("Syria's", "Syria", Kind.PLACE),
        ("Sana’a", "Sana'a", Kind.PLACE),
    ],
)
def test_equal_across_articles(left: str, right: str, kind: Kind) -> None:
    assert normalize_name(left, kind) == normalize_name(right, kind) != ""


def test_spelling_variants_stay_apart() -> None:
    assert normalize_name("Ayyoub", Kind.PERSON) != normalize_name("Ayoub", Kind.PERSON)


def test_ranks_are_part_of_other_names() -> None:
    assert normalize_name("General Motors", Kind.ORG) == "general motors"
    assert normalize_name("General", Kind.PERSON) == "general"


@pytest.mark.parametrize(
    ("names", "name", "full"),
    [
        (["Ali Abdullah Ayyoub", "Ali Ayyoub"], "Ali Ayyoub", "Ali Abdullah Ayyoub"),
        (["Mohammad Baqeri", "Baqeri"], "Baqeri", "Mohammad Baqeri"),
        (["Mohammad Baqeri", "Mohammad"], "Mohammad", "Mohammad Baqeri"),
        (["Bill Clinton", "Hillary Clinton", "Clinton"], "Clinton", "Clinton"),
        (["Bill Clinton", "Hillary Clinton", "Clinton", "Hillary"], "Hillary", "Hillary Clinton"),
        (["George Walker Bush", "George Bush", "Bush"], "Bush", "George Walker Bush"),
        (["Martin Luther King Jr", "King"], "King", "Martin Luther King Jr"),
        (["Yusuf al-Khatib", "al-Khatib"], "al-Khatib", "Yusuf al-Khatib"),
        (["Tom Quirk", "Quirk Calls Vote", "Quirk"], "Quirk", "Tom Quirk"),
        (["Ann Bell", "Ann Marie Cole"], "Ann Bell", "Ann Bell"),
        (["?"], "?", "?"),
    ],
)
def test_full_forms(names: list[str], name: str, full: str) -> None:
    assert map_full_person_names(names)[name] == full


@given(st.lists(st.text(max_size=12), max_size=8))
def test_full_form_is_final(names: list[str]) -> None:
    """The full form of a full form is itself, and it is one of the names."""
    full = map_full_person_names(names)
    assert set(full) == set(names)
    assert all(full[f] == f for f in full.values())
