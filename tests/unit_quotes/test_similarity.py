"""What two quotations have in common: pairs of made-up ones, and what holds for any."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.quotes.analyzed_quotation import analyze_quotation
from tasks.quotes.similarity import (
    QUOTE_THRESHOLDS,
    QuotePairContext,
    QuoteRelation,
    QuoteSimilarity,
    compare_quotations,
)
from tests.support.quote_pairs import APART, RENDERINGS
from warehouse.model.vocabulary import QuoteKind

ONE_SPEAKER = QuotePairContext(same_speaker=True, days=0.0)


def compared(
    left: str, right: str, context: QuotePairContext = ONE_SPEAKER, *, kind: QuoteKind = QuoteKind.INDIRECT
) -> QuoteSimilarity | None:
    return compare_quotations(analyze_quotation(left, kind), analyze_quotation(right, kind), context)


def kind_of(left: str, right: str, context: QuotePairContext = ONE_SPEAKER) -> QuoteRelation | None:
    similarity = compared(left, right, context)
    return similarity.kind if similarity else None


@pytest.mark.parametrize(("half", "precision", "recall"), [(0, 1.0, 1.0), (1, 0.95, 0.95)])
def test_renderings_are_told_from_other_statements_on_the_topic(half: int, precision: float, recall: float) -> None:
    """Half 0 is what the thresholds were set on; half 1 measures them."""

    def linked(pairs: Sequence[tuple[str, str]]) -> int:
        return sum(compared(left, right) is not None for left, right in pairs[half::2])

    right, wrong = linked(RENDERINGS), linked(APART)
    assert right / len(RENDERINGS[half::2]) >= recall
    assert right / (right + wrong) >= precision


DAM = "The dam at Merowa is filled to eighty percent and the villages below it are safe"


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        # case, marks, apostrophes and figures are no other words
        (f"{DAM}.", f"“{DAM.replace('eighty', '80')},”", QuoteRelation.SAME),
        (
            "We don't know who opened it, and we won't ask.",
            "We don’t know who opened it and we won’t ask",
            QuoteRelation.SAME,
        ),
        # one word of many misheard
        (f"{DAM}, and they will remain so.", f"{DAM}, and they shall remain so.", QuoteRelation.SAME),
        # a part; one of several sentences; two quotations that overlap in one
        (f"{DAM}.", "the villages below it are safe", QuoteRelation.PARTIAL),
        (f"The rain has stopped. {DAM}.", f"{DAM}.", QuoteRelation.PARTIAL),
        (f"The rain has stopped. {DAM}.", f"{DAM}. Nobody has to leave.", QuoteRelation.PARTIAL),
        # the number or the "not" makes another statement
        (f"{DAM}.", f"{DAM.replace('eighty', 'ninety')}.", None),
        ("The minister will attend the summit in Lagos.", "The minister will not attend the summit in Lagos.", None),
        ("Nine men died in the mine near Tarma.", "Seven men died in a mine close to Tarma.", None),
        # too little to be the same words
        ("No comment.", "No comment.", None),
        ("It is what it is.", "It is what it is.", None),
        ("", "", None),
    ],
)
def test_the_same_words_whole_and_in_part(left: str, right: str, kind: QuoteRelation | None) -> None:
    assert kind_of(left, right) == kind
    assert kind_of(right, left) == kind


COUNTRIES = [
    ("The United States broke the treaty on the Zela waters.", "America broke the treaty about the waters of Zela."),
    ("American threats frighten no fisherman here.", "No fisherman here is frightened by threats from the US."),
    ("Ankara must open the Zela crossing.", "Turkey should open the crossing at Zela."),
    ("Syria's farmers need seed and diesel.", "Syrian farmers are in need of diesel and seed."),
]


@pytest.mark.parametrize(("left", "right"), COUNTRIES)
def test_a_country_is_itself_by_name_by_nationality_and_by_its_seat(left: str, right: str) -> None:
    assert kind_of(left, right) is QuoteRelation.RENDERING


def test_only_words_between_marks_count_of_a_direct_quotation() -> None:
    plain = '"The dam will hold for years. Nobody has to leave the valley."'
    across = '"The dam will hold for years," Governor Ana Lee told reporters. "Nobody has to leave the valley."'
    similarity = compared(plain, across, kind=QuoteKind.DIRECT)
    assert similarity == QuoteSimilarity(QuoteRelation.SAME, 1.0)


RENDERED = RENDERINGS[0]


@pytest.mark.parametrize(
    ("context", "kind"),
    [
        (QuotePairContext(same_speaker=True, days=None), QuoteRelation.RENDERING),
        (QuotePairContext(same_speaker=True, days=-QUOTE_THRESHOLDS.days), QuoteRelation.RENDERING),
        (QuotePairContext(same_speaker=True, days=QUOTE_THRESHOLDS.days + 0.1), None),
        (QuotePairContext(same_speaker=None, days=0.0), QuoteRelation.RENDERING),
        (QuotePairContext(same_speaker=False, days=0.0), None),
    ],
)
def test_a_rendering_is_by_nobody_else_and_within_days(context: QuotePairContext, kind: QuoteRelation | None) -> None:
    assert kind_of(*RENDERED, context) == kind


def test_where_nobody_is_named_a_rendering_has_to_be_closer() -> None:
    pair = ("The terrorists who attacked the pipeline came from the south.", "They attacked that pipeline in the rain.")
    near = [compared(*pair, QuotePairContext(same_speaker=who, days=0.0)) for who in (True, None)]
    assert near[1] is None
    assert near[0] is None or near[0].similarity < 0.7


def test_long_words_in_a_row_are_the_same_whoever_is_named_and_whenever() -> None:
    others = QuotePairContext(same_speaker=False, days=400.0)
    assert compared(DAM, DAM, others, kind=QuoteKind.DIRECT) == QuoteSimilarity(QuoteRelation.SAME, 1.0)
    assert compared("The dam will hold.", "The dam will hold.", others, kind=QuoteKind.DIRECT) is None
    assert kind_of("The dam will hold.", "The dam will hold.") is QuoteRelation.SAME


def test_the_same_words_of_reporters_are_one_statement_within_days_only() -> None:
    assert kind_of(DAM, DAM, QuotePairContext(same_speaker=False, days=1.0)) is QuoteRelation.SAME
    assert kind_of(DAM, DAM, QuotePairContext(same_speaker=True, days=QUOTE_THRESHOLDS.days + 1)) is None


VERSIONS = QuotePairContext(same_speaker=True, days=0.0, versions=True)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("“The dam will hold,”", "“The dam will hold.”", QuoteRelation.SAME),
        (
            "The dam will hold for years, whatever happens.",
            "The dam will hold for months, whatever happens.",
            "changed",
        ),
        ("Nine men died in the mine near Tarma.", "Eleven men died in the mine near Tarma.", "changed"),
        (f"The rain has stopped. {DAM}.", f"{DAM}.", "changed"),
        (f"{DAM}.", f"{DAM}. Nobody has to leave.", "changed"),
        ("The dam will hold for years.", "Bread has become dearer in Quito.", None),
    ],
)
def test_between_versions_other_words_are_an_edit(before: str, after: str, kind: str | None) -> None:
    assert kind_of(before, after, VERSIONS) == kind


WORDS = st.lists(
    st.sampled_from(
        ("the", "dam", "will", "not", "hold", "Syria", "US", "3", "nine", "villages", "“", "”", ".", ",", "\n", "below")
    ),
    max_size=30,
).map(" ".join)
BESIDE = st.builds(
    QuotePairContext,
    same_speaker=st.sampled_from((True, False, None)),
    days=st.sampled_from((None, 0.0, 9.0)),
    versions=st.booleans(),
)


@given(WORDS, WORDS, BESIDE, st.sampled_from(QuoteKind))
def test_it_is_symmetric_and_a_share(left: str, right: str, context: QuotePairContext, kind: QuoteKind) -> None:
    a, b = analyze_quotation(left, kind), analyze_quotation(right, kind)
    similarity = compare_quotations(a, b, context)
    assert similarity == compare_quotations(b, a, context)
    assert similarity is None or 0 < similarity.similarity <= 1
    if compare_quotations(a, a, context) is not None:
        assert compare_quotations(a, a, context) == QuoteSimilarity(QuoteRelation.SAME, 1.0)


@given(st.text(max_size=300), st.text(max_size=300), st.sampled_from(QuoteKind))
def test_no_text_raises(left: str, right: str, kind: QuoteKind) -> None:
    compare_quotations(analyze_quotation(left, kind), analyze_quotation(right, kind), ONE_SPEAKER)


@pytest.mark.parametrize("unit", ["a", "a. ", "“a ", "1,000", "U.S. ", "in the face of ", "the dam holds. ", "'’"])
def test_hostile_text_ends(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    started = time.process_time()
    for kind in QuoteKind:
        compare_quotations(analyze_quotation(text, kind), analyze_quotation(text + "x", kind), ONE_SPEAKER)
    assert time.process_time() - started < 10
