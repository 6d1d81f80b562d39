"""What became of a text: parts that make the new one of the old one, in memory and as they are stored; the view."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.relations.registry import RELATIONS
from tasks.pipeline.to_rows import Refined, assemble
from tasks.revisions.sentence_diff import apply_changes, diff_sentences, find_dropped_numbers
from tests.support.builders import NOW, load_batches, make_quoting, refined
from tests.support.versions import TEXTS, put
from warehouse.db.check import EVERYTHING, run_checks
from warehouse.db.connect import WRITER, attached, workspace, writer
from warehouse.db.migrate import migrate
from warehouse.model.relation_records import TextChange
from warehouse.model.vocabulary import PartChange
from warehouse.relations.base import forget, relate
from warehouse.replay.compare import table_hash

ADDED, DROPPED, CHANGED = PartChange.ADDED, PartChange.DROPPED, PartChange.CHANGED
URL = "https://news.example/a"


def changes(parts: Sequence[TextChange]) -> list[tuple[PartChange, str, str]]:
    return [(part.change, part.old_text.strip(), part.new_text.strip()) for part in parts]


@given(old=st.one_of(TEXTS, st.text(max_size=80)), new=st.one_of(TEXTS, st.text(max_size=80)))
def test_the_parts_make_the_new_text_of_the_old_one(old: str, new: str) -> None:
    parts = diff_sentences(old, new)
    assert apply_changes(old, parts) == new
    for part in parts:
        assert old[part.old_start : part.old_end] == part.old_text
        assert new[part.new_start : part.new_end] == part.new_text
        assert part.old_text != part.new_text
        assert (part.change is ADDED, part.change is DROPPED) == (not part.old_text, not part.new_text)


@given(text=st.one_of(TEXTS, st.text(max_size=80)))
def test_a_text_has_no_parts_that_itself_lacks(text: str) -> None:
    assert diff_sentences(text, text) == []


@given(old=TEXTS, new=TEXTS)
def test_going_back_drops_what_was_added(old: str, new: str) -> None:
    forth, back = diff_sentences(old, new), diff_sentences(new, old)
    assert apply_changes(new, back) == old
    assert sum(part.words_added - part.words_dropped for part in forth) == len(new.split()) - len(old.split())
    assert bool(forth) == bool(back)


def test_a_sentence_that_keeps_half_its_words_is_changed() -> None:
    old = "It rained. The minister said that twelve people died. All is well."
    new = "It rained. The minister said that fifteen people died there. All is well."
    (part,) = diff_sentences(old, new)
    assert part.change is CHANGED
    assert (part.words_dropped, part.words_added) == (2, 3)


def test_a_sentence_with_other_words_came_and_the_old_one_went() -> None:
    old, new = "It rained. Ann left for Rome. All is well.", "It rained. Nobody knows why. All is well."
    assert changes(diff_sentences(old, new)) == [(DROPPED, "Ann left for Rome.", ""), (ADDED, "", "Nobody knows why.")]


def test_what_moved_went_and_came() -> None:
    old, new = "Ann left for Rome. It rained. All is well.", "It rained. All is well. Ann left for Rome."
    parts = [part for part in diff_sentences(old, new) if part.words_dropped or part.words_added]
    assert changes(parts) == [(DROPPED, "Ann left for Rome.", ""), (ADDED, "", "Ann left for Rome.")]


def test_where_only_white_space_differs_no_word_does() -> None:
    parts = diff_sentences("It rained. All is well.", "It rained.\n\nAll is well.")
    assert [(part.change, part.words_dropped, part.words_added) for part in parts] == [(CHANGED, 0, 0)]


def test_parts_of_another_text_are_refused() -> None:
    parts = diff_sentences("It rained. All is well.", "It snowed a lot. All is well.")
    with pytest.raises(ValueError, match="something else at 0"):
        apply_changes("He left. All is well.", parts)


def test_long_texts_with_nothing_in_common_are_told_in_bounded_time() -> None:
    old = " ".join(f"Old sentence {number % 7} of {number}." for number in range(3_000))
    new = " ".join(f"New word {number % 5} for {number}." for number in range(3_000))
    assert apply_changes(old, diff_sentences(old, new)) == new


def test_numbers_that_a_text_has_nowhere() -> None:
    old, new = "12 died, 12 of 1,200. Three left.", "Twelve of 1200 died; 15 left."
    assert [number.value for number in find_dropped_numbers(old, new)] == ["3"]
    assert [number.value for number in find_dropped_numbers(new, old)] == ["15"]


def ask(home: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(home / WRITER), read_only=True) as connection:
        return connection.execute(query).fetchall()


def editions(*texts: str, url: str = URL, **fields: Any) -> list[Refined]:
    return [
        refined(text, url=url, domain="news.example", seen_at=NOW + timedelta(hours=hour), **fields)
        for hour, text in enumerate(texts)
    ]


def stored_parts(home: Path, version: int) -> list[TextChange]:
    rows = ask(
        home,
        "select what, change, old_start, old_end, new_start, new_end, old_text, new_text, words_dropped, words_added "
        f"from revision_parts where version = {version} and what = 'sentence' order by position",
    )
    names = TextChange.__slots__
    return [TextChange(**dict(zip(names, row, strict=True))) for row in rows]


@pytest.mark.slow
@settings(max_examples=5, deadline=None)
@given(texts=st.lists(TEXTS, min_size=2, max_size=6))
def test_the_stored_parts_of_all_versions_make_the_last_text_of_the_first(texts: list[str]) -> None:
    with TemporaryDirectory() as folder:
        home = Path(folder)
        put(home, editions(*texts), size=4)
        versions = ask(home, "select version, text from article_versions order by version")
        told = [text for at, text in enumerate(texts) if at == 0 or text != texts[at - 1]]
        assert [text for _, text in versions] == told
        made = told[0]
        for version, text in versions[1:]:
            made = apply_changes(made, stored_parts(home, version))
            assert made == text
        with writer(home, wait_seconds=5) as connection:
            assert run_checks(connection, scope=EVERYTHING, run_id=None, now=NOW) == {}


LOG = [
    *editions("It rained. 12 died.", "It rained. 15 died.", "It rained a lot. 15 died. All is well.", "It rained."),
    *editions("Ann left.", "Ann left for Rome.", url="https://news.example/b"),
    *editions("Same as ever.", "Same as ever.", url="https://news.example/c"),
]


@pytest.mark.slow
def test_the_cut_into_loads_makes_no_difference_nor_does_telling_anew(tmp_path: Path) -> None:
    hashes = []
    for size in (3, 100):
        home = tmp_path / str(size)
        home.mkdir()
        put(home, LOG, size)
        with writer(home, wait_seconds=5) as connection:
            hashes.append(table_hash(connection, "revision_parts"))
            forget(connection, RELATIONS)
        with workspace(home) as connection:
            relate(connection, home, RELATIONS, wait_seconds=5)
            with attached(connection, home, wait_seconds=5):
                hashes.append(table_hash(connection, "revision_parts"))
    assert hashes[0][0] > 0
    assert set(hashes) == {hashes[0]}


def test_captures_of_one_moment_with_one_id_are_told_once(tmp_path: Path) -> None:
    moment = [*editions("It rained. 12 died."), *editions("It rained. 15 died.")]
    put(tmp_path, [*moment, *moment], size=1)
    versions = ask(tmp_path, "select version, change from article_versions order by version")
    assert versions == [(1, "new"), (2, "text"), (3, "text+restored"), (4, "text+restored")]
    parts = ask(tmp_path, "select version, position, count(*) from revision_parts group by all order by all")
    assert parts == [(version, position, 1) for version in (2, 3, 4) for position in range(3)]


def test_the_view_tells_what_became_of_an_article(tmp_path: Path) -> None:
    first = make_quoting("Ann told Bob that 12 died. It rained.", "Ann", "Bob", url=URL, title="Twelve dead")
    second = refined(
        "Ann told Cid that 1,500 died. Nobody knows.", "Ann", "Cid", url=URL, title="Many dead", seen_at=NOW
    )
    put(tmp_path, [first, second])
    ((row),) = ask(tmp_path, "select * exclude (article_id, seen_at) from revisions")
    assert row == (
        2,
        "headline+text",
        "Twelve dead",
        "Many dead",
        ["Nobody knows."],
        ["It rained."],
        [{"old": "Ann told Bob that 12 died.", "new": "Ann told Cid that 1,500 died."}],
        4,
        4,
        [],
        ["Ann told Bob that 12 died. It rained."],
        ["Cid"],
        ["Bob"],
        ["1,500"],
        ["12"],
    )


def test_the_view_has_a_row_where_no_word_changed(tmp_path: Path) -> None:
    log = [*editions("It rained.", title="One"), *editions("It rained.", title="Two")]
    put(tmp_path, log)
    assert ask(
        tmp_path, "select change, old_title, title, sentences_added, words_dropped, entities_vanished from revisions"
    ) == [("headline", "One", "Two", [], 0, [])]


@pytest.mark.parametrize(
    ("told", "changed"),
    [
        (["A rains.", "B rains.", "A rains."], ["new", "text", "text+restored"]),
        (["A rains.", "B rains.", "C rains.", "A rains.", "B rains."], ["new", *["text"] * 2, *["text+restored"] * 2]),
        (["A rains.", "B rains.", "B rains.", "C rains."], ["new", "text", "text"]),
    ],
)
@pytest.mark.parametrize("size", [2, 100])
def test_what_was_said_before_is_restored(told: list[str], changed: list[str], size: int, tmp_path: Path) -> None:
    put(tmp_path, editions(*told), size)
    assert ask(tmp_path, "select version, change from article_versions order by version") == [
        (number, change) for number, change in enumerate(changed, 1)
    ]


def test_a_headline_alone_can_be_restored(tmp_path: Path) -> None:
    log = [
        *editions("It rained.", title="One"),
        *editions("It rained.", title="Two"),
        *editions("It rained.", title="One"),
        *editions("It rained. All is well.", title="One"),
        *editions("It rained.", title="Two"),
    ]
    put(tmp_path, log)
    assert [change for (change,) in ask(tmp_path, "select change from article_versions order by version")] == [
        "new",
        "headline",
        "headline+restored",
        "text",
        "headline+text+restored",
    ]


@pytest.fixture(scope="module")
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'UTC'")
        migrate(connection)
        yield connection


NUMBERS = count()


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(texts=st.lists(st.sampled_from(["A rains.", "B rains.", "C rains."]), min_size=1, max_size=7))
def test_a_version_is_restored_if_an_earlier_one_than_the_last_said_the_same(
    db: duckdb.DuckDBPyConnection, texts: list[str]
) -> None:
    url = f"https://news.example/{next(NUMBERS)}"
    with TemporaryDirectory() as folder:
        load_batches(db, [assemble(editions(*texts, url=url))], Path(folder))
    found = db.execute("select text, change from article_versions where url = ? order by version", [url]).fetchall()
    told = [text for at, text in enumerate(texts) if at == 0 or text != texts[at - 1]]
    wanted = ["new", *("text+restored" if told[at] in told[: at - 1] else "text" for at in range(1, len(told)))]
    assert found == list(zip(told, wanted, strict=True))
