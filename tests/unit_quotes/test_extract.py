"""Who said what: a made-up sentence for each pattern, and what holds for any text."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.mentions.mentions import find_mentions
from tasks.model.stages import Mention, Quote
from tasks.quotes.analyzed_text import analyze_text
from tasks.quotes.extract import extract_quotes
from tests.support.builders import mention
from warehouse.model.vocabulary import Kind, QuoteKind


def quotes(text: str, mentions: Sequence[Mention] | None = None) -> tuple[Quote, ...]:
    return extract_quotes(analyze_text(text, find_mentions(text, []) if mentions is None else mentions))


def describe(quote: Quote) -> tuple[str, str, str | None, str | None]:
    """Kind, words, speaker as written, and the name of the mention it refers to."""
    speaker = quote.speaker
    name = speaker.mention.name if speaker and speaker.mention else None
    return str(quote.kind), quote.surface, speaker.surface if speaker else None, name


LEE = "Governor Ana Lee"


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        # behind the quotation, inverted or not, with adverbials
        (f"“The dam will hold,” {LEE} said.", "direct", "“The dam will hold,”"),
        (f"“The dam will hold,” said {LEE}.", "direct", "“The dam will hold,”"),
        (f"“The dam will hold,” said {LEE}, who chairs the board.", "direct", "“The dam will hold,”"),
        (f"“The dam will hold,” {LEE} told reporters in Quito on Friday.", "direct", "“The dam will hold,”"),
        (f"“The dam will hold,” {LEE} said when asked whether it would break.", "direct", "“The dam will hold,”"),
        (f"“Will the dam hold?” {LEE} asked.", "direct", "“Will the dam hold?”"),
        (f"'The dam will hold,' {LEE} said.", "direct", "'The dam will hold,'"),
        (f"«The dam will hold», said {LEE}.", "direct", "«The dam will hold»"),
        # before the quotation
        (f"{LEE} said, “The dam will hold.”", "direct", "“The dam will hold.”"),
        (f"{LEE} said: “The dam will hold.”", "direct", "“The dam will hold.”"),
        (f"{LEE} said:\n“The dam will hold.”", "direct", "“The dam will hold.”"),
        (f"On Friday in Quito, {LEE} told a crowd of farmers: “The dam will hold.”", "direct", "“The dam will hold.”"),
        (f"Said {LEE}: “The dam will hold.”", "direct", "“The dam will hold.”"),
        # around the cue and across it
        (f"“The dam,” {LEE} said, “will hold.”", "direct", f"“The dam,” {LEE} said, “will hold.”"),
        (f"“It holds,” {LEE} said. “It always did.”", "direct", f"“It holds,” {LEE} said. “It always did.”"),
        # over paragraphs
        (
            f"“It holds,” {LEE} said. “It did.\n\n“It will.”",
            "direct",
            f"“It holds,” {LEE} said. “It did.\n\n“It will.”",
        ),
        (f"“It did hold.\n\n“It will hold,” {LEE} said.", "direct", "“It did hold.\n\n“It will hold,”"),
        # nested
        (f"“They shouted ‘it holds’ at us,” {LEE} said.", "direct", "“They shouted ‘it holds’ at us,”"),
        # said through somebody else
        (f"“The dam will hold,” {LEE} was quoted as saying.", "direct", "“The dam will hold,”"),
        (f"{LEE} was quoted by the Quito Post as saying that the dam would hold.", "indirect", "the dam would hold"),
        # partly between marks
        (f"{LEE} said the dam “will hold for years.”", "mixed", "the dam “will hold for years.”"),
        (f"{LEE} said that the dam “will hold” for years.", "mixed", "the dam “will hold” for years"),
        (f"{LEE} called the report “a bad joke.”", "mixed", "the report “a bad joke.”"),
        (f"The dam needs men “who know it,” {LEE} said.", "mixed", "The dam needs men “who know it,”"),
        # without marks
        (f"{LEE} said that the dam would hold.", "indirect", "the dam would hold"),
        (f"{LEE} said the dam would hold.", "indirect", "the dam would hold"),
        (f"{LEE} told the Quito Post that the dam would hold.", "indirect", "the dam would hold"),
        (f"The dam would hold, {LEE} said on Friday.", "indirect", "The dam would hold"),
        (f"The dam, {LEE} said, would hold.", "indirect", f"The dam, {LEE} said, would hold"),
        (f"According to {LEE}, the dam would hold.", "indirect", "the dam would hold"),
        (f"The dam would hold, according to {LEE}.", "indirect", "The dam would hold"),
        (f"{LEE} called for repairs of the dam.", "indirect", "repairs of the dam"),
        # headlines
        (f"{LEE}: Dam will hold for years", "indirect", "Dam will hold for years"),
        (f"Dam will hold for years: {LEE}", "indirect", "Dam will hold for years"),
    ],
)
def test_one_speaker_one_quotation(text: str, kind: str, words: str) -> None:
    (quote,) = quotes(text)
    assert describe(quote) == (kind, words, "Ana Lee", "Ana Lee")


@pytest.mark.parametrize(
    "text",
    [
        "He read “War and Peace” and sang “The Long River” at home.",
        "The so-called “rescue” took three days.",
        "The men sailed a boat called “Meridian” for years.",
        "The report of the claims was long, and the calls went on.",
        "Known as “Bobo”, the bear was fed twice a day.",
        "The dam is 200 metres high: a record.",
        "",
        "“”",
    ],
)
def test_scare_quotes_titles_and_nouns_are_nothing_said(text: str) -> None:
    assert quotes(text) == ()


def test_each_cue_of_a_sentence_has_its_own_words() -> None:
    text = f"{LEE} said that the dam held, adding that “nobody was hurt,” but warned that rain would come."
    assert [describe(quote)[:2] for quote in quotes(text)] == [
        ("indirect", "the dam held"),
        ("direct", "“nobody was hurt,”"),
        ("indirect", "rain would come"),
    ]
    assert {describe(quote)[3] for quote in quotes(text)} == {"Ana Lee"}


def test_a_quotation_alone_goes_on_with_the_last_speaker() -> None:
    _, second = quotes(f"The dam broke, {LEE} said on Tuesday.\n\n“We have lost all of it.”")
    assert (second.kind, second.cue, second.rule) == (QuoteKind.DIRECT, None, "continued")
    assert describe(second)[3] == "Ana Lee"


def test_a_verb_without_subject_is_the_last_speaker_s() -> None:
    _, second = quotes(f"“It is late,” {LEE} said.\n\n“They must see that we are here,” added.")
    assert describe(second)[1:] == ("“They must see that we are here,”", "Ana Lee", "Ana Lee")


def test_a_passive_names_no_speaker_but_by_its_by() -> None:
    (quote,) = quotes(f"{LEE} was asked, “Will it hold?”")
    assert quote.speaker is None
    (two,) = quotes(f"The mayor was told by {LEE} that the dam held.")
    assert describe(two)[3] == "Ana Lee"


PEOPLE = "Senator Ana Lee met Mr. Bob Ray. Chancellor Cid Fox left."


@pytest.mark.parametrize(
    ("text", "called", "name"),
    [
        ("“No,” she said.", "she", "Ana Lee"),
        ("“No,” Lee said.", "Lee", "Ana Lee"),
        ("“No,” the senator said.", "the senator", "Ana Lee"),
        ("“No,” the chancellor said.", "the chancellor", "Cid Fox"),
        ("“No,” said the president.", "the president", None),
        ("“No,” Fox’s lawyer said.", "Fox’s lawyer", None),
        ("“No,” a spokesman for Ray said.", "a spokesman for Ray", None),
        ("“No,” Ray, a farmer from Quito, said.", "Ray", "Bob Ray"),
        ("“No,” you say.", "you", None),
    ],
)
def test_pronouns_short_names_and_roles_lead_to_a_person(text: str, called: str, name: str | None) -> None:
    both = f"{PEOPLE} {text}"
    people = [
        mention(both, "Ana Lee", role="Senator"),
        mention(both, "Bob Ray", role="Mr."),
        mention(both, "Cid Fox", role="Chancellor"),
    ]
    short = {"Lee": "Ana Lee", "Fox": "Cid Fox", "Ray": "Bob Ray"}
    people += [mention(both, s, name=full, after=len(PEOPLE)) for s, full in short.items() if s in text]
    (quote,) = quotes(both, people)
    assert describe(quote)[2:] == (called, name)


def test_he_is_not_a_woman_and_the_last_speaker_wins() -> None:
    text = "“No,” said Bob Ray. He met Maria Lee. “Yes,” he said. “Or no,” she said."
    people = [mention(text, "Bob Ray"), mention(text, "Maria Lee")]
    assert [describe(quote)[3] for quote in quotes(text, people)] == ["Bob Ray", "Bob Ray", "Maria Lee"]


def test_the_iranian_official_and_the_broadcaster_are_those_before() -> None:
    text = (
        "Iranian general Ali Qom and Cid Fox met, Radio Quito said. "
        "“No,” the Iranian official said. “Yes,” the broadcaster said."
    )
    named = [
        mention(text, "Ali Qom", role="Iranian general"),
        mention(text, "Cid Fox"),
        mention(text, "Radio Quito", kind=Kind.ORG),
    ]
    assert [describe(quote)[2:] for quote in quotes(text, named)][1:] == [
        ("the Iranian official", "Ali Qom"),
        ("the broadcaster", "Radio Quito"),
    ]


def test_confidence_and_rule_say_how_sure_it_is() -> None:
    tag, clause = quotes(f"“The dam will hold,” {LEE} said.\n\n{LEE} said the dam would hold.")
    assert (tag.rule, clause.rule) == ("tag", "clause")
    assert 1 >= tag.confidence > clause.confidence > 0


PROSE = st.lists(
    st.sampled_from(
        [
            *"“”\"'‘’«».,:;!?—()\n",
            *(
                "said",
                "told",
                "Ann Lee",
                "he",
                "that",
                "according to",
                "the minister",
                "who",
                "and",
                "added",
                "calling",
            ),
            *("Quito", "it", "was asked", "“No,”", "“We go.”", "on Friday", "U.S.", "Mr.", "will"),
        ]
    ),
    max_size=60,
).map(" ".join)


@given(PROSE)
def test_spans_give_back_their_words_and_marked_quotations_do_not_overlap(text: str) -> None:
    end = -1
    spans = set()
    for quote in quotes(text):
        assert text[quote.start_char : quote.end_char] == quote.surface
        assert quote.start_char < quote.end_char
        assert 0 < quote.confidence <= 1
        assert (quote.start_char, quote.end_char) not in spans
        spans.add((quote.start_char, quote.end_char))
        if quote.speaker is not None:
            assert text[quote.speaker.start_char : quote.speaker.end_char] == quote.speaker.surface != ""
        if quote.kind is not QuoteKind.INDIRECT:
            assert quote.start_char >= end
            end = quote.end_char


@given(st.text(max_size=300))
def test_no_text_raises(text: str) -> None:
    quotes(text, [])


@pytest.mark.slow
def test_a_long_row_of_quotations_is_one_turn_and_linear() -> None:
    started = time.process_time()
    (quote,) = quotes("“A,” he said. " + "“B.” " * 100_000, [])
    assert quote.end_char > 500_000
    assert time.process_time() - started < 40


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["said ", "“a,” he said. ", "according to ", "Ann, who said, ", "“a.\n“b.\n", '"x" '])
def test_hostile_text_ends(unit: str) -> None:
    """Linear: 500,000 characters take seconds, on a slow machine under a load."""
    started = time.process_time()
    quotes(unit * (500_000 // len(unit)), [])
    assert time.process_time() - started < 40
