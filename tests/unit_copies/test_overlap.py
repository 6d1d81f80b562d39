"""What two texts have in common, and when that makes a copy."""

from __future__ import annotations

import random

import pytest

from tasks.copies.overlap import is_copy, measure_overlap
from tasks.copies.shingles import shingle_text
from tests.support.retold import first_half, paragraphs, reworded, sentences, story


def copied(one: str, other: str, *, same_outlet: bool = False) -> bool:
    return is_copy(measure_overlap(shingle_text(one), shingle_text(other)), same_outlet=same_outlet)


def test_the_words_of_each_side_are_counted() -> None:
    body = "Two ships collided off the coast at noon and one of them sank within the hour."
    found = measure_overlap(shingle_text(f"{body} Nobody was hurt there."), shingle_text(f"Late news came. {body}"))
    assert (found.shared, found.cut, found.added) == (16, 3, 4)
    assert found.containment == pytest.approx(12 / 15)
    assert found.jaccard == pytest.approx(12 / 19)
    assert found.passages == (3, 4)


def test_a_text_is_wholly_in_itself_and_an_excerpt_in_the_whole() -> None:
    text = story(random.Random(1))
    assert measure_overlap(shingle_text(text), shingle_text(text)).jaccard == 1
    part = measure_overlap(shingle_text(first_half(text)), shingle_text(text))
    assert part.containment == 1
    assert part.jaccard < 0.6


@pytest.mark.parametrize("seed", range(5))
def test_two_stories_are_no_copies(seed: int) -> None:
    chance = random.Random(seed)
    assert not copied(story(chance), story(chance))


@pytest.mark.parametrize("same_outlet", [True, False])
def test_cut_and_reworded_is_a_copy_either_way_round(same_outlet: bool) -> None:
    chance = random.Random(2)
    text = story(chance, 20)
    other = reworded(first_half(text), chance)
    assert copied(other, text, same_outlet=same_outlet)
    assert copied(text, other, same_outlet=same_outlet)


def test_a_sentence_in_common_is_a_quotation() -> None:
    chance = random.Random(3)
    said = sentences(chance, 2)
    assert not copied(paragraphs(sentences(chance, 8) + said), paragraphs(said + sentences(chance, 8)))


REPORT = (
    "The bank said it added {0} mln of temporary reserves to the system through {1} day repurchase agreements. Dealers "
    "said funds traded at {2} pct when it announced the operation, up from {3} pct at the opening of business, and {4} "
    "mln were expected to drain on {5} of the month as taxes of {6} mln fall due."
)


def test_a_report_by_the_same_template_with_other_figures_is_another_report() -> None:
    first, second = REPORT.format(200, 3, 6, 5, 400, 12, 310), REPORT.format(150, 7, 9, 8, 420, 19, 330)
    assert not copied(first, second)
    assert copied(first.replace("Dealers", "Traders").replace("announced", "started"), first)


def test_pages_of_one_outlet_with_a_passage_each_share_the_page() -> None:
    chance = random.Random(4)
    page = paragraphs(sentences(chance, 20))
    one, other = (f"{paragraphs(sentences(chance, 4))}\n\n{page}" for _ in range(2))
    assert not copied(one, other, same_outlet=True)
    assert copied(one, other, same_outlet=False)


def test_what_is_known_as_boilerplate_does_not_count() -> None:
    chance = random.Random(5)
    page, text = (paragraphs(sentences(chance, 12)) for _ in range(2))
    one, other = shingle_text(f"{text}\n\n{page}"), shingle_text(f"{story(chance)}\n\n{page}")
    common = one.sample & other.sample
    found = measure_overlap(one, other, common)
    assert found.containment < 0.1
    assert not is_copy(found, same_outlet=False)
    plain = measure_overlap(one, shingle_text(text), common)
    assert plain.containment > 0.95
    assert plain.added < 5
