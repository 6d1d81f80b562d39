"""Loading: what is new, what changed, which entity is meant; the same however documents are cut into batches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.model.stages import Annotated, Credit, Link, Reject
from tasks.pipeline.to_rows import EXTRACTED_WITH, Refined, assemble
from tests.support.builders import NOW, RUN, capture, load_batches, make_quoting, mention, refined
from warehouse.db.migrate import migrate
from warehouse.load.archive_position import loaded_until
from warehouse.load.counts import refresh_entities
from warehouse.load.runs import loaded_by
from warehouse.load.transaction import Loaded
from warehouse.model.errors import Violation
from warehouse.model.vocabulary import CreditKind, Kind, LinkKind, Outcome, PublishedFrom, Reason

TABLES = (
    "sources",
    "article_versions",
    "articles",
    "links",
    "mentions",
    "quotes",
    "attributions",
    "figures",
    "entities",
    "aliases",
    "ops.article_keys",
)


def put(db: duckdb.DuckDBPyConnection, folder: Path, *batches: Sequence[Refined]) -> dict[Outcome, int]:
    loaded = load_batches(db, [assemble(batch) for batch in batches], folder)
    return {outcome: count for outcome, count in loaded.outcomes.items() if count}


def rows(db: duckdb.DuckDBPyConnection, query: str) -> list[tuple[object, ...]]:
    return db.execute(query).fetchall()


def everything(db: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[object, ...]]]:
    return {table: rows(db, f"select * from {table} order by all") for table in TABLES}


def test_the_same_document_again_is_unchanged_and_only_seen_later(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    later = NOW + timedelta(days=1)
    assert put(db, tmp_path, [refined("Ann spoke.", "Ann")]) == {Outcome.NEW: 1}
    assert put(db, tmp_path, [refined("Ann spoke.", "Ann", seen_at=later)]) == {Outcome.UNCHANGED: 1}
    assert rows(db, "select version, first_seen_at, last_seen_at from articles") == [(1, NOW, later)]
    assert rows(db, "select count(*) from ops.captures") == [(2,)]


def test_a_changed_text_is_a_new_version_and_the_old_one_stays(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    put(db, tmp_path, [refined("Ann spoke.", "Ann", title="One")])
    assert put(db, tmp_path, [refined("Bob spoke.", "Bob", title="Two")]) == {Outcome.CHANGED: 1}
    assert rows(db, "select version, text, change from article_versions order by version") == [
        (1, "Ann spoke.", "new"),
        (2, "Bob spoke.", "headline+text"),
    ]
    assert rows(db, "select version, text from articles") == [(2, "Bob spoke.")]
    assert rows(db, "select version, surface from mentions order by version") == [(1, "Ann"), (2, "Bob")]
    assert rows(db, "select name from entities") == [("Bob",)]
    assert rows(db, "select alias from aliases") == [("Bob",)]


def test_a_change_back_is_a_third_version(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    for text in ("A first.", "B then.", "A first."):
        put(db, tmp_path, [refined(text)])
    assert rows(db, "select version, text from article_versions order by version") == [
        (1, "A first."),
        (2, "B then."),
        (3, "A first."),
    ]


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ({"title": "Other"}, "headline"),
        ({"published_at": NOW, "published_from": PublishedFrom.META}, "date"),
        ({"authors": ("A. Writer",)}, "details"),
    ],
)
def test_a_version_says_what_changed(
    db: duckdb.DuckDBPyConnection, tmp_path: Path, field: dict[str, Any], change: str
) -> None:
    one = refined("Same text.", title="Title")
    put(db, tmp_path, [one])
    assert isinstance(one.result, Annotated)
    other = replace(
        one,
        capture=capture(b"other bytes"),
        result=replace(one.result, document=replace(one.result.document, **field)),
    )
    put(db, tmp_path, [other])
    assert rows(db, "select change from article_versions where version = 2") == [(change,)]


def test_other_bytes_that_say_the_same_make_no_version(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    one = refined("Same text.")
    put(db, tmp_path, [one])
    assert put(db, tmp_path, [replace(one, capture=capture(b"<other markup>"))]) == {Outcome.UNCHANGED: 1}


def test_an_article_is_known_by_its_canonical_address_wherever_it_was_found(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    found = refined("Text.", url="https://news.example/a")
    amp = replace(found, address="https://amp.news.example/a?amp=1", capture=capture(b"amp"))
    assert put(db, tmp_path, [found]) == {Outcome.NEW: 1}
    assert put(db, tmp_path, [amp]) == {Outcome.UNCHANGED: 1}
    assert rows(db, "select count(*) from articles") == [(1,)]


def test_two_addresses_that_tell_it_differently_do_not_flip_flop(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    one = refined("Long telling.", url="https://news.example/a")
    two = refined("Short telling.", url="https://news.example/a")
    two = replace(two, address="https://amp.news.example/a", capture=capture(b"amp"))
    put(db, tmp_path, [one])
    assert put(db, tmp_path, [two]) == {Outcome.CHANGED: 1}
    assert put(db, tmp_path, [one, two]) == {Outcome.UNCHANGED: 2}


def test_a_moved_file_is_known_by_outlet_headline_and_day(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    title = "Two ministers sign a long agreement on Wednesday"
    put(db, tmp_path, [refined("One.", uri="file:///a/x.txt", title=title, source_name="Iran Press")])
    moved = refined("One, edited.", uri="file:///b/x.txt", title=title, source_name="Iran Press")
    assert put(db, tmp_path, [moved]) == {Outcome.CHANGED: 1}
    elsewhere = refined("Other.", uri="file:///c/x.txt", title=title, source_name="Other Press")
    assert put(db, tmp_path, [elsewhere]) == {Outcome.NEW: 1}


def test_a_short_headline_is_no_identity(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    for day in ("a", "b"):
        put(db, tmp_path, [refined(day, uri=f"file:///{day}.txt", title="Morning briefing", source_name="Post")])
    assert rows(db, "select count(*) from articles") == [(2,)]


def test_an_outlet_is_one_by_domain_and_gets_its_name_when_a_page_gives_it(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    put(db, tmp_path, [refined("One.", url="https://p.example/1", domain="p.example")])
    assert rows(db, "select name from sources") == [("p.example",)]
    put(db, tmp_path, [refined("Two.", url="https://p.example/2", domain="p.example", source_name="The Post")])
    put(db, tmp_path, [refined("Three.", url="https://p.example/3", domain="p.example", source_name="Post again")])
    assert rows(db, "select name, domain, language from sources") == [("The Post", "p.example", "en")]


def test_an_outlet_that_the_input_states_is_known_by_name_not_by_archive_address(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    for number, name in enumerate(("Reuters", "AFP", "reuters")):
        put(
            db,
            tmp_path,
            [
                refined(
                    "T.",
                    url=f"https://archive.example/{number}",
                    domain="archive.example",
                    source_name=name,
                    source_stated=True,
                )
            ],
        )
    assert rows(db, "select name from sources order by name") == [("AFP",), ("Reuters",)]


@pytest.mark.parametrize("size", [1, 5])
def test_an_outlet_that_loses_articles_to_another_speaks_the_language_of_the_rest(
    size: int, db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    def told(number: int, outlet: str, language: str, hour: int) -> Refined:
        return refined(
            f"The {hour}th text, in {language}.",
            url=f"https://a.example/{number}",
            domain=f"{outlet}.example",
            language=language,
            seen_at=NOW + timedelta(hours=hour),
        )

    log = [told(1, "a", "en", 1), told(2, "a", "fr", 2), told(3, "a", "fr", 3), told(2, "b", "fr", 4)]
    log.append(told(3, "b", "fr", 5))
    for start in range(0, len(log), size):
        put(db, tmp_path, log[start : start + size])
    assert db.execute("select domain, language from sources order by all").fetchall() == [
        ("a.example", "en"),
        ("b.example", "fr"),
    ]


def test_entities_are_counted_over_newest_versions_by_article_and_outlet(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    put(
        db,
        tmp_path,
        [
            refined("Ann met Bob.", "Ann", "Bob", url="https://a.example/1", domain="a.example"),
            refined("Ann left.", "Ann", url="https://b.example/1", domain="b.example"),
            refined("Ann came.", "Ann", url="https://b.example/2", domain="b.example"),
        ],
    )
    assert rows(db, "select name, mention_count, article_count, source_count from entities order by name") == [
        ("Ann", 3, 3, 2),
        ("Bob", 1, 1, 1),
    ]
    put(db, tmp_path, [refined("Nobody left.", url="https://b.example/1", domain="b.example")])
    assert rows(db, "select name, mention_count, article_count, source_count from entities order by name") == [
        ("Ann", 2, 2, 2),
        ("Bob", 1, 1, 1),
    ]


def test_spellings_lead_to_one_entity_whose_name_is_the_most_frequent_full_form(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    text = "Ali Rabiei spoke. Rabiei left."
    one = refined(text, "Ali Rabiei")
    assert isinstance(one.result, Annotated)
    surname = mention(text, "Rabiei", name="Ali Rabiei", after=12)
    one = replace(one, result=replace(one.result, mentions=(*one.result.mentions, surname)))
    put(db, tmp_path, [one])
    assert rows(db, "select name, mention_count from entities") == [("Ali Rabiei", 2)]
    assert rows(db, "select alias from aliases order by alias") == [("Ali Rabiei",), ("Rabiei",)]


def test_the_same_name_of_another_kind_is_another_entity(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    text = "Jordan met Jordan."
    one = refined(text)
    assert isinstance(one.result, Annotated)
    both = (mention(text, "Jordan"), mention(text, "Jordan", kind=Kind.PLACE, after=8))
    put(db, tmp_path, [replace(one, result=replace(one.result, mentions=both))])
    assert rows(db, "select kind from entities order by kind") == [("person",), ("place",)]


def test_rejects_and_links_are_kept(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    bad = Refined(
        capture=capture(b"", uri="file:///bad"), result=Reject(reason=Reason.EMPTY, detail="x\ny"), address=None
    )
    link = Link(kind=LinkKind.RELATED, title="More", url=None)
    loaded = load_batches(db, [assemble([bad, refined("T.", links=(link,))])], tmp_path)
    assert loaded.rejects == {"empty": 1}
    assert rows(db, "select uri, reason, detail from ops.rejects") == [("file:///bad", "empty", "x y")]
    assert rows(db, "select kind, title, url from links") == [("related", "More", None)]


def test_rows_that_break_the_span_law_are_refused_and_nothing_of_the_load_stays(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    good = refined("Ann spoke.", "Ann", uri="file:///good.txt")
    bad = refined("Ann spoke.", "Ann", uri="file:///bad.txt")
    assert isinstance(bad.result, Annotated)
    shifted = replace(bad.result.mentions[0], start_char=1, end_char=4)
    bad = replace(bad, result=replace(bad.result, mentions=(shifted,)))
    with pytest.raises(Violation, match="spans"):
        put(db, tmp_path, [good, bad])
    assert rows(db, "select count(*) from article_versions") == [(0,)]
    assert put(db, tmp_path, [good]) == {Outcome.NEW: 1}


def test_a_quotation_leads_to_its_speaker_and_a_source_to_what_it_is_cited_for(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    put(db, tmp_path, [make_quoting("Ann told Bob so.", "Ann", "Bob")])
    assert rows(
        db,
        "select quote.text, quote.speaker, who.name, meant.surface, cited.source_name, source.name, "
        "cited.quote_id = quote.quote_id "
        "from quotes as quote join entities as who on who.entity_id = quote.speaker_entity_id "
        "join mentions as meant on meant.mention_id = quote.speaker_mention_id "
        "join attributions as cited on cited.article_id = quote.article_id "
        "join entities as source on source.entity_id = cited.entity_id",
    ) == [("Ann told Bob so.", "Ann", "Ann", "Ann", "Bob", "Bob", True)]


def test_quotations_belong_to_versions(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    put(db, tmp_path, [make_quoting("Ann told Bob so.", "Ann", "Bob")])
    put(db, tmp_path, [make_quoting("Ann told Bob no.", "Ann", "Bob")])
    put(db, tmp_path, [make_quoting("Ann told Bob no.", "Ann", "Bob", seen_at=NOW + timedelta(days=1))])
    assert rows(db, "select version, text from quotes order by version") == [
        (1, "Ann told Bob so."),
        (2, "Ann told Bob no."),
    ]
    assert rows(db, "select version, count(*) from attributions group by all order by all") == [(1, 1), (2, 1)]


def test_a_source_outside_the_text_has_no_place(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    one = make_quoting("Ann told Bob so.", "Ann", "Bob")
    assert isinstance(one.result, Annotated)
    byline = Credit(
        start_char=None, end_char=None, surface="AP", source="AP", kind=CreditKind.BYLINE, mention=None, quote=None
    )
    put(db, tmp_path, [replace(one, result=replace(one.result, credits=(byline,), quotes=()))])
    assert rows(db, "select source_name, kind, start_char, entity_id, quote_id from attributions") == [
        ("AP", "byline", None, None, None)
    ]


def test_a_quotation_that_breaks_the_span_law_is_refused(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    one = make_quoting("Ann told Bob so.", "Ann", "Bob")
    assert isinstance(one.result, Annotated)
    shifted = replace(one.result.quotes[0], start_char=1)
    with pytest.raises(Violation, match="quotes"):
        put(db, tmp_path, [replace(one, result=replace(one.result, quotes=(shifted,)))])
    assert rows(db, "select count(*) from article_versions") == [(0,)]


def test_how_far_the_archive_is_loaded_is_written_with_the_load_or_not_at_all(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    assert loaded_until(db) == ("", 0)
    load_batches(db, [assemble([refined("Ann spoke.", "Ann")])], tmp_path, end=("000001-2026-01-01.warc.gz", 5))
    load_batches(db, [assemble([refined("Bob spoke.", "Bob")])], tmp_path, end=("000002-2026-01-02.warc.gz", 3))
    assert loaded_until(db) == ("000002-2026-01-02.warc.gz", 3)
    bad = refined("Cid spoke.", "Cid", uri="file:///bad.txt")
    assert isinstance(bad.result, Annotated)
    shifted = replace(bad.result.mentions[0], start_char=1, end_char=4)
    bad = replace(bad, result=replace(bad.result, mentions=(shifted,)))
    with pytest.raises(Violation):
        load_batches(db, [assemble([bad])], tmp_path, end=("000003-2026-01-03.warc.gz", 9))
    assert loaded_until(db) == ("000002-2026-01-02.warc.gz", 3)
    assert rows(db, "select count(*) from ops.archive_position") == [(1,)]


def test_captures_and_rejects_are_those_of_the_run_that_archived_them(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    mine, theirs = refined("One.", uri="file:///1"), refined("Two.", uri="file:///2")
    theirs = replace(theirs, capture=replace(theirs.capture, run_id="theirs"))
    bad = Refined(
        capture=replace(capture(b"", uri="file:///bad"), run_id="theirs"),
        result=Reject(reason=Reason.EMPTY, detail="x"),
        address=None,
    )
    load_batches(db, [assemble([mine, theirs, bad])], tmp_path, run_id="loader")
    assert rows(db, "select run_id, count(*) from ops.captures group by all order by all") == [(RUN, 1), ("theirs", 2)]
    assert rows(db, "select run_id, outcome from ops.loads order by all") == [(RUN, "new"), ("theirs", "new")]
    assert rows(db, "select run_id, reason from ops.rejects") == [("theirs", "empty")]
    assert loaded_by(db, "theirs") == Loaded(outcomes={Outcome.NEW: 1}, rejects={"empty": 1})
    assert loaded_by(db, "loader").documents == 0


def test_why_a_text_is_cut_and_what_read_it_are_kept(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    put(db, tmp_path, [refined("A teaser.", is_truncated=True, truncated_because="paywall")])
    assert rows(db, "select is_truncated, truncated_because from articles") == [(True, "paywall")]
    assert rows(db, "select extracted_with from article_versions") == [(EXTRACTED_WITH,)]


def test_entities_can_be_counted_anew_at_any_time(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    put(db, tmp_path, [refined("Ann met Bob.", "Ann", "Bob"), refined("Ann left.", "Ann", uri="file:///b.txt")])
    before = everything(db)
    db.execute("update entities set mention_count = 99, name = 'X' where name = 'Ann'")
    db.execute("delete from aliases where alias = 'Bob'")
    db.execute("insert into aliases select * replace ('Nobody' as alias) from aliases where alias = 'Ann'")
    db.execute("create or replace temp table recount_entities as select entity_id from entities")
    refresh_entities(db)
    assert everything(db) == before


def test_an_entity_that_nobody_mentions_any_more_goes_when_counted_anew(
    db: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    put(db, tmp_path, [refined("Ann met Bob.", "Ann", "Bob")])
    db.execute("create or replace temp table recount_entities as select entity_id from entities")
    db.execute("delete from mentions where surface = 'Bob'")
    refresh_entities(db)
    assert rows(db, "select name, mention_count from entities") == [("Ann", 1)]
    assert rows(db, "select alias from aliases") == [("Ann",)]


def test_offsets_count_characters_not_bytes(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    text = "Ünlü 😀 e\u0301 — Ayşe spoke."
    put(db, tmp_path, [refined(text, "Ayşe")])
    assert rows(
        db,
        "select substr(a.text, start_char + 1, end_char - start_char) = surface from mentions join articles a "
        "using (article_id, version)",
    ) == [(True,)]


TELLINGS = st.lists(
    st.builds(
        lambda address, text, canonical: (address, text, canonical),
        st.sampled_from("abcd"),
        st.sampled_from(
            ["Ann met Bob.", "Ann left.", "Ali Ayyoub met Ann.", "Ali Ayoub left.", "Ali A. Ayyub.", "Nobody."]
        ),
        st.sampled_from([None, "x", "y"]),
    ),
    min_size=1,
    max_size=9,
)


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tellings=TELLINGS, cuts=st.lists(st.integers(1, 5), min_size=9, max_size=9))
def test_the_tables_do_not_depend_on_how_documents_are_cut_into_batches(
    tellings: Sequence[tuple[str, str, str | None]], cuts: Sequence[int], tmp_path: Path
) -> None:
    documents = []
    for number, (address, text, canonical) in enumerate(tellings):
        surfaces = [name for name in ("Ann", "Bob", "Ali Ayyoub", "Ali Ayoub", "Ali A. Ayyub") if name in text]
        url = f"https://n.example/{canonical or address}"
        seen_at = NOW + timedelta(minutes=number)
        if len(surfaces) == 2:
            one = make_quoting(text, *surfaces, url=url, domain="n.example", seen_at=seen_at)
        else:
            one = refined(text, *surfaces, url=url, domain="n.example", seen_at=seen_at)
        documents.append(replace(one, address=f"https://n.example/{address}"))
    tables = []
    for sizes, together in (([1] * 9, 1), ([9], 1), (cuts, 1), (cuts, 9)):
        batches, rest = [], list(documents)
        for size in sizes:
            batches.append(rest[:size])
            rest = rest[size:]
        batches = [batch for batch in [*batches, rest] if batch]
        with duckdb.connect() as db:
            db.execute("set TimeZone = 'UTC'")
            migrate(db)
            for start in range(0, len(batches), together):
                put(db, tmp_path, *batches[start : start + together])
            tables.append(everything(db))
    assert all(table == tables[0] for table in tables)


def test_times_are_stored_in_utc(db: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    published = datetime(2020, 7, 8, 23, 30, tzinfo=UTC)
    put(db, tmp_path, [refined("T.", published_at=published, published_from=PublishedFrom.FEED)])
    assert rows(db, "select published_at::varchar from articles") == [("2020-07-08 23:30:00+00",)]
