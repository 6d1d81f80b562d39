"""The cleaning rules one by one: what each takes, and the prose that looks like it and stays."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tasks.clean.header_lines import remove_header_lines, remove_source_label
from tasks.clean.repeated_lead import is_headline_of_text, remove_repeated_lead
from tasks.clean.rules import remove_copyright, remove_lone_marks, remove_prompts, remove_related_blocks
from tasks.clean.working_text import close_gaps, is_headline, letter_key, tidy_spaces

STORY = "The council voted on Tuesday to close the old bridge, the mayor told reporters."


def test_odd_spaces() -> None:
    text = "\ufeff  A\u00a0b\u2009 c\u200bd \t e  \r\n\r\n\r\n\r\nF\u00adg\u2028h\n\n"
    assert tidy_spaces(text) == ["A b cd e", "", "Fg", "h"]


def test_joiners_that_spell_words_stay() -> None:
    assert tidy_spaces("می\u200cگوید") == ["می\u200cگوید"]


def test_single_newlines_stay_single() -> None:
    assert "\n".join(tidy_spaces("a\nb\n\n\n\nc\n \nd")) == "a\nb\n\nc\n\nd"


@pytest.mark.parametrize(
    ("opened", "mark"),
    [
        ('He said "the answer lies in talks.', '"'),
        ('"Yes," he said, "the answer lies in talks.', '"'),
        ("He said “the answer lies in talks.", "”"),
        ("Il a dit : « la réponse est là.", "»"),
    ],
)
def test_a_lone_mark_that_closes_the_paragraph_above_is_put_back(opened: str, mark: str) -> None:
    assert remove_lone_marks([opened, "", mark, "", STORY]) == ([opened + mark, "", STORY], [])
    assert remove_lone_marks([opened + mark, "", STORY]) == ([opened + mark, "", STORY], [])


@pytest.mark.parametrize("mark", ['"', "”", "“", "''", "«", '" "', "’", "„"])
def test_lone_marks_go(mark: str) -> None:
    kept, removed = remove_lone_marks([STORY, "", mark, "", STORY])
    assert kept == [STORY, "", STORY]
    assert removed == [mark]


@pytest.mark.parametrize("line", ['He said: "It is over.', 'It is over. "', "___", "***", '"No"', "-"])
def test_marks_that_belong_to_a_paragraph_stay(line: str) -> None:
    assert remove_lone_marks([line]) == ([line], [])


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "ADVERTISEMENT",
        "Advertisement:",
        "Story continues below advertisement",
        "Continue reading below",
        "Sign up for our newsletter",
        "Sign up for our free daily newsletter and never miss a story.",
        "Subscribe to our newsletter!",
        "Subscribe now",
        "Get the day's news delivered to your inbox",
        "Follow us on Twitter",
        "Follow Ann Writer on Twitter: @annwriter",
        "Follow @annwriter",
        "Like us on Facebook",
        "Join us on Telegram",
        "Share this article",
        "Share on Facebook",
        "Share | Tweet | Email",
        "Click here to subscribe",
        "CLICK HERE TO GET THE HARBOUR POST APP",
        "Download our app",
    ],
)
def test_prompts_go(line: str) -> None:
    kept, removed = remove_prompts([STORY, "", line])
    assert kept == [STORY]
    assert removed == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Follow the money, the prosecutor told the jury on Monday.",
        "Share prices rose.",
        "Shares in the company fell.",
        "Sign language is taught in the school.",
        "Subscribe or not, readers are leaving the paper.",
        "Advertisement spending fell by a tenth last year.",
        "Like other groups on Facebook, it had been banned for years.",
        "Get out of the house, the firemen told him.",
        "Click here, click there: how a fraud on the net works, step by step.",
        "Join the army, the poster said.",
        "Download speeds fell.",
        "Register offices were closed.",
        "Ad spending rose.",
        "Continue after the year was over, the bank did not.",
    ],
)
def test_prose_that_begins_like_a_prompt_stays(line: str) -> None:
    assert remove_prompts([line]) == ([line], [])


@pytest.mark.parametrize(
    "line",
    [
        "© 2020 Harbour Post. All rights reserved.",
        "Copyright © 2020 Harbour Post",
        "Copyright 2020 Harbour Post. This material may not be published.",
        "(c) 2020 Harbour Post",
        "All rights reserved.",
        "Harbour Post, all rights reserved",
    ],
)
def test_rights_go(line: str) -> None:
    assert remove_copyright([STORY, "", line])[0] == [STORY]


def test_rights_run_on_to_the_last_paragraph_go() -> None:
    kept, removed = remove_copyright([STORY + " © 2020 Harbour Post. All rights reserved."])
    assert kept == [STORY]
    assert removed == ["© 2020 Harbour Post. All rights reserved."]


@pytest.mark.parametrize(
    "line", ["Copyright law was changed in 2019.", "All rights are reserved to the people.", "© is a sign"]
)
def test_prose_on_rights_stays(line: str) -> None:
    assert remove_copyright([line, "", STORY])[0][0] in {line, STORY}
    if not line.startswith("©"):
        assert remove_copyright([line])[0] == [line]


HEADLINES = ["Mayor defends old bridge", "Ferry fares to rise: Minister", "Why did the bridge close?"]


@pytest.mark.parametrize(
    "heading",
    [
        "Read More:",
        "Read more",
        "READ MORE",
        "Related",
        "Related:",
        "Related articles",
        "Related Stories:",
        "Also read:",
        "Read also",
        "See also:",
        "More on this",
        "More on this story",
        "Recommended",
        "Recommended for you",
        "You may also like:",
        "Read more from Harbour Post:",
        "Further reading",
    ],
)
def test_a_block_at_the_end(heading: str) -> None:
    kept, links, removed = remove_related_blocks([STORY, "", heading, "", *HEADLINES])
    assert kept == [STORY]
    assert [link.title for link in links] == HEADLINES
    assert all(link.url is None and link.kind == "related" for link in links)
    assert len(removed) == 4


def test_a_block_in_the_middle_takes_no_paragraph() -> None:
    kept, links, _ = remove_related_blocks([STORY, "", "Read more:", "", HEADLINES[0], "", STORY, "", STORY])
    assert kept == [STORY, "", STORY, "", STORY]
    assert [link.title for link in links] == HEADLINES[:1]


@pytest.mark.parametrize(
    "label",
    [
        "Read also: ",
        "Also read: ",
        "READ MORE: ",
        "See also: ",
        "SEE ALSO: ",
        "Related: ",
        "More: ",
        "Read: ",
        "WATCH: ",
        "More:",
    ],
)
def test_one_line(label: str) -> None:
    kept, links, removed = remove_related_blocks([STORY, "", label + HEADLINES[0], "", STORY])
    assert kept == [STORY, "", STORY]
    assert [link.title for link in links] == HEADLINES[:1]
    assert removed[0] == label + HEADLINES[0]


def test_in_brackets_at_the_end_of_a_paragraph() -> None:
    kept, links, removed = remove_related_blocks([STORY + " (RELATED: Mayor defends old bridge)"])
    assert kept == [STORY]
    assert links[0].title == HEADLINES[0]
    assert removed[0] == "(RELATED: Mayor defends old bridge)"


@pytest.mark.parametrize(
    "line",
    [
        "Related costs rose by a tenth.",
        "Read more books, the minister told pupils.",
        "More: that is what they want.",
        "More than ten people were hurt.",
        "See also how the bridge was built, he said.",
        "Recommended by doctors, the drug was banned.",
        "Watch: he will be back.",
    ],
)
def test_prose_that_begins_like_a_related_line_stays(line: str) -> None:
    assert remove_related_blocks([line, "", STORY]) == ([line, "", STORY], [], [])


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("date 2020-07-08 Mayor defends old bridge", "Mayor defends old bridge"),
        ("date 2021-03-01 12:30 Mayor defends old bridge", "Mayor defends old bridge"),
        ("Date: July 8, 2020 Mayor defends old bridge", "Mayor defends old bridge"),
        ("date 2020-07-08 Two bridges close", "Two bridges close"),
        ("date 2020-07-08 EU funds bridge", "EU funds bridge"),
        ("date 2020-07-08 14:05 GMT EU funds bridge", "EU funds bridge"),
        ("Published: 8 July 2020, 14:05 GMT", None),
        ("Published on July 8, 2020", None),
        ("Published: 2020-07-08T10:00:00Z", None),
        ("Posted: Wednesday, July 8, 2020 at 5:30 pm", None),
    ],
)
def test_header_days(line: str, headline: str | None) -> None:
    kept, header, removed = remove_header_lines([line, "", STORY])
    assert kept == ([headline, "", STORY] if headline else [STORY])
    assert header.headline == headline
    assert header.days[0][0].year in {2020, 2021}
    assert removed


def test_an_update_is_no_publication() -> None:
    _, header, _ = remove_header_lines(["Updated: 9 July 2020", STORY])
    assert header.days == []
    assert header.updated == datetime(2020, 7, 9, tzinfo=UTC)


def test_a_block_of_header_lines_under_a_headline() -> None:
    lines = [
        "Mayor defends old bridge",
        "By Ann Writer and Carl Other, Harbour Post",
        "Published: 8 July 2020",
        "Source: Harbour Post",
        "URL: https://harbour.example/bridge",
        "",
        STORY,
    ]
    kept, header, removed = remove_header_lines(lines)
    assert kept == ["Mayor defends old bridge", "", STORY]
    assert header.authors == ["Ann Writer", "Carl Other"]
    assert header.source == "Harbour Post"
    assert header.url == "https://harbour.example/bridge"
    assert len(removed) == 4


def test_a_byline_may_name_an_agency() -> None:
    _, header, _ = remove_header_lines(["By Reuters", "", STORY])
    assert (header.agency, header.authors) == ("Reuters", [])


@pytest.mark.parametrize(
    "line",
    [
        "By 1996 the plant had closed.",
        "By the time he came, it was over.",
        "By Monday the plant had closed.",
        "Published in a journal on July 8, 2020, the study was praised.",
        "Published July 8, 2020, the study was praised.",
        "Date palms are grown here.",
        "date rape is a crime, the judge said",
        "Updated rules came into force on July 8, 2020.",
        "Source: a man who was there and saw what he saw.",
        "Sources told the paper that it was over.",
        "Title: ",
    ],
)
def test_prose_that_begins_like_a_header_stays(line: str) -> None:
    kept, header, removed = remove_header_lines([line, "", STORY])
    assert kept == [line, "", STORY]
    assert removed == []
    assert header.days == []


@pytest.mark.parametrize(
    ("label", "outlet"),
    [
        ("Iran Press/Iran News: ", "Iran Press"),
        ("Harbour Post/Harbour News: ", "Harbour Post"),
        ("Gulf Times / Gulf Radio: ", "Gulf Times"),
        ("NordPoint News: ", "NordPoint"),
        ("Harbour Post: ", "Harbour Post"),
        ("Radio Harbour: ", "Radio Harbour"),
        ("Press TV: ", "Press TV"),
        ("Daily Harbour/Agencies: ", "Daily Harbour"),
    ],
)
@pytest.mark.parametrize("paragraph", [0, 2])
def test_source_labels(label: str, outlet: str, paragraph: int) -> None:
    lines = [STORY, "", STORY]
    lines[paragraph] = label + lines[paragraph]
    kept, found, removed = remove_source_label(lines)
    assert kept == [STORY, "", STORY]
    assert found == outlet
    assert removed == [label.strip()]


@pytest.mark.parametrize(
    "label",
    [
        "Iran: ",
        "Minister: ",
        "Iran/Syria: ",
        "Mayor/Council: ",
        "Breaking News: ",
        "Good News: ",
        "Fake News/Real News: ",
        "Press Secretary: ",
        "State Radio: ",
        "Hard Times: ",
        "Bridge: ",
        "The mayor said: ",
        "ANALYSIS/OPINION: ",
        "Daily Update: ",
        "COVID-19: ",
        "Cairo: ",
    ],
)
def test_labels_that_are_no_source(label: str) -> None:
    assert remove_source_label([label + STORY]) == ([label + STORY], None, [])


def test_a_label_far_down_or_of_another_outlet_stays() -> None:
    far = [STORY, "", STORY, "", STORY, "", "Harbour Post: " + STORY]
    assert remove_source_label(far)[1] is None
    assert remove_source_label(["Harbour Post: " + STORY], known="Gulf Times")[1] is None
    assert remove_source_label(["Harbour Post: " + STORY], known="The Harbour Post")[1] == "Harbour Post"


LEAD = "The council of Harbour City voted to close the old bridge"


@pytest.mark.parametrize(
    "body",
    [
        LEAD,
        LEAD + ".",
        LEAD + ", the mayor said.",
        f"CAIRO (MENA) - {LEAD}.",
        f"Harbour Post: {LEAD}.",
        LEAD.replace("old", "“old”") + ".",
    ],
)
def test_a_lead_said_twice_is_kept_once(body: str) -> None:
    kept, said, removed = remove_repeated_lead([LEAD, "", body, "", STORY], None)
    assert kept == [body, "", STORY]
    assert said == LEAD
    assert len(removed) == 1


@pytest.mark.parametrize("body", ["The council of Harbour City voted to keep it.", STORY, "The"])
def test_a_lead_said_once_stays(body: str) -> None:
    assert remove_repeated_lead([LEAD, "", body], None)[0] == [LEAD, "", body]


def test_a_headline_that_is_the_title_goes_and_a_lead_that_is_the_title_stays() -> None:
    assert remove_repeated_lead([LEAD, "", STORY], LEAD)[0] == [STORY]
    assert remove_repeated_lead([LEAD + ".", "", STORY], LEAD + ".")[0] == [LEAD + ".", "", STORY]


def test_what_heads_a_text() -> None:
    assert is_headline_of_text(["Mayor defends old bridge", "", STORY])
    assert is_headline_of_text(["Mayor defends old bridge", STORY])
    assert not is_headline_of_text(["Mayor defends old bridge"])
    assert not is_headline_of_text(["Mayor defends old bridge.", "", STORY])
    assert not is_headline_of_text(
        ["The council voted on Tuesday to close the old bridge, the", "mayor told reporters.", STORY]
    )


def test_an_abbreviation_may_close_a_headline() -> None:
    assert is_headline("Ferry line to leave the U.S.")
    assert not is_headline("The ferry line has left.")


LINES = st.lists(
    st.sampled_from(
        [
            "",
            STORY,
            LEAD,
            '"',
            "Advertisement",
            "Read more:",
            *HEADLINES,
            "See also: A bridge too far",
            "By Ann Writer",
            "date 2020-07-08 A bridge",
            "Iran Press/Iran News: " + STORY,
            "© 2020 Harbour Post",
            "CAIRO (MENA) - " + LEAD,
            "Follow us on Twitter",
        ]
    )
    | st.text(max_size=40).map(lambda text: text.replace("\n", " ").replace("\r", " ").strip()),
    max_size=12,
).map(close_gaps)

LINE_RULES: dict[str, Callable[[list[str]], list[str]]] = {
    "lone_marks": lambda lines: remove_lone_marks(lines)[0],
    "prompts": lambda lines: remove_prompts(lines)[0],
    "rights": lambda lines: remove_copyright(lines)[0],
    "related": lambda lines: remove_related_blocks(lines)[0],
    "repeated": lambda lines: remove_repeated_lead(lines, None)[0],
}


@pytest.mark.parametrize("rule", LINE_RULES)
@given(lines=LINES)
@example(lines=['0"', '"'])
def test_every_kept_line_comes_from_the_text_in_order(rule: str, lines: list[str]) -> None:
    # A closing mark that stood alone is put at the end of the paragraph that it closes.
    marks = '"”»' if rule == "lone_marks" else ""
    kept = [line.rstrip(marks) if marks else line for line in LINE_RULES[rule](list(lines)) if line]
    rest = iter(lines)
    assert all(any(line in other for other in rest) for line in kept)


@given(st.text(max_size=200))
def test_tidying_twice_is_tidying_once(text: str) -> None:
    once = "\n".join(tidy_spaces(text))
    assert "\n".join(tidy_spaces(once)) == once


@given(st.text(max_size=60))
def test_letters_do_not_depend_on_marks(text: str) -> None:
    assert letter_key(text + " –.") == letter_key(text)


@pytest.mark.parametrize(
    "piece",
    [" ", "a ", '"', "(RELATED: ", "© 2020 ", "Read more ", "By A ", "A/", "date 2020-07-08 ", "\u00a0", "Follow on "],
)
def test_hostile_lines_take_no_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    began = time.process_time()  # of this process alone: the machine may be busy
    lines = tidy_spaces(text)
    for rule in LINE_RULES.values():
        rule(lines)
    remove_header_lines(lines)
    remove_source_label(lines)
    remove_repeated_lead([text, text], text)
    assert time.process_time() - began < 1
