"""Two people of one name stay apart when their contexts do; a surname alone means who is meant; the log decides."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.queries.entities import NoSuchEntity, rename_entity, split_entity
from flows.relations.registry import RELATIONS
from flows.runtime.settings import Settings
from tasks.model.stages import Annotated
from tasks.namesakes.disambiguate import surname_of
from tasks.namesakes.person_context import PersonContext
from tasks.pipeline.to_rows import Refined, assemble
from tests.support.builders import NOW, load_batches, mention, refined
from warehouse.db.check import EVERYTHING, run_checks
from warehouse.db.connect import WRITER, attached, workspace, writer
from warehouse.db.published_copy import publish
from warehouse.load.decisions import decide, new_decision
from warehouse.model.vocabulary import DecisionKind, Kind, PublishedFrom
from warehouse.relations.base import Relation, forget, relate
from warehouse.replay.compare import table_hash

pytestmark = pytest.mark.slow

NAMESAKES = [one for one in RELATIONS if one.name == "namesakes"]
TABLES = (
    "mentions",
    "entities",
    "aliases",
    "quotes",
    "attributions",
    "ops.persons",
    "ops.cooccurrence_counts",
    "ops.name_resolutions",
)


def told(number: int, text: str, *people: str, orgs: Sequence[str] = (), **fields: Any) -> Refined:
    """The article of this number in the log. A name is written as in the text; one of several words stands for all."""
    one = refined(text, url=f"https://news.example/{number}", seen_at=NOW + timedelta(hours=number), **fields)
    assert isinstance(one.result, Annotated)
    found = [mention(text, name) for name in people] + [mention(text, name, kind=Kind.ORG) for name in orgs]
    mentions = tuple(sorted(found, key=lambda mention: mention.start_char))
    return Refined(
        capture=one.capture,
        result=Annotated(document=one.result.document, mentions=mentions, annotated_with="test-1"),
        address=one.address,
    )


def put(home: Path, log: Sequence[Refined], size: int = 500, *, relations: Sequence[Relation] = NAMESAKES) -> None:
    """Loads and relates, so many documents at once."""
    for start in range(0, len(log), size):
        with writer(home, wait_seconds=5) as connection:
            load_batches(connection, [assemble(log[start : start + size])], home)
        with workspace(home) as connection:
            relate(connection, home, relations, wait_seconds=5)


def ask(home: Path, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(home / WRITER), read_only=True) as connection:
        return connection.execute(query).fetchall()


def who(home: Path, surface: str) -> list[str]:
    """Who is meant by these words, article by article: letters in the order in which entities are met."""
    rows = ask(
        home,
        "select mention.entity_id from mentions as mention join article_versions using (article_id, version) "
        f"where surface = '{surface}' order by seen_at",
    )
    letters: dict[str, str] = {}
    return [letters.setdefault(entity, chr(ord("a") + len(letters))) for (entity,) in rows]


def hashes(home: Path) -> dict[str, tuple[int, int]]:
    with duckdb.connect(str(home / WRITER), read_only=True) as connection:
        return {table: table_hash(connection, table) for table in TABLES}


FOOTBALL = ["Rovers United", "Lakeside Town", "Northern Cup"]
CABINET = ["Treasury Board", "Harbour Authority", "Audit Office"]


def match(number: int, name: str) -> Refined:
    text = f"{FOOTBALL[0]} beat {FOOTBALL[1]} in the {FOOTBALL[2]} after striker {name} scored."
    return told(number, text, name, orgs=FOOTBALL)


def budget(number: int, name: str) -> Refined:
    text = f"The {CABINET[0]} told the {CABINET[1]} and the {CABINET[2]} that minister {name} will pay."
    return told(number, text, name, orgs=CABINET)


def test_two_people_of_one_name_stay_apart_when_their_contexts_do(tmp_path: Path) -> None:
    name = "Daniel Ferrow"
    put(tmp_path, [match(1, name), match(2, name), budget(3, name), match(4, name), budget(5, name)])
    assert who(tmp_path, name) == ["a", "a", "b", "a", "b"]
    named = "select name, article_count, mention_count from entities where kind = 'person' order by all"
    assert ask(tmp_path, named) == [(name, 2, 2), (name, 3, 3)]
    assert ask(tmp_path, "select distinct reason from ops.name_resolutions order by all") == [
        ("3 in common",),
        ("trade: public, not sport",),
    ]
    with writer(tmp_path, wait_seconds=5) as connection:
        assert run_checks(connection, scope=EVERYTHING, run_id=None, now=NOW) == {}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        # Another trade, the same company.
        (
            "The Rovers Club, the Mill Trust and Owen Tarr met striker Daniel Ferrow.",
            "Minister Daniel Ferrow met the Rovers Club, the Mill Trust and Owen Tarr.",
        ),
        # Other company, and no word that contradicts.
        (
            "The Rovers Club, the Mill Trust and Owen Tarr met striker Daniel Ferrow.",
            "The Harbour Union, the Lake Bank and Ines Moll heard Daniel Ferrow.",
        ),
        # A contradiction, and hardly any company to tell who is not there.
        (
            "The Rovers Club, the Mill Trust and Owen Tarr met striker Daniel Ferrow.",
            "Minister Daniel Ferrow met the Harbour Union.",
        ),
        # Trades that one person has one after the other.
        (
            "The Rovers Club, the Mill Trust and Owen Tarr met lawyer Daniel Ferrow.",
            "The Harbour Union, the Lake Bank and Ines Moll heard minister Daniel Ferrow.",
        ),
        # A year more or less: nobody knows the birthday.
        (
            "The Rovers Club, the Mill Trust and Owen Tarr met Daniel Ferrow, 41, on Monday.",
            "The Harbour Union, the Lake Bank and Ines Moll heard Daniel Ferrow, 43, on Monday.",
        ),
    ],
)
def test_one_piece_of_evidence_parts_nobody(first: str, second: str, tmp_path: Path) -> None:
    put(tmp_path, [around(1, first), around(2, second)])
    assert who(tmp_path, "Daniel Ferrow") == ["a", "a"]


@pytest.mark.parametrize(
    ("first", "second", "because"),
    [
        ("Syrian Defense Minister", "Canadian Defense Minister", "country: CA, not SY"),
        ("striker", "surgeon", "trade: medicine, not sport"),
        ("", "", "born in 1959, not in 1985"),
    ],
)
def test_a_contradiction_and_other_company_part_two(first: str, second: str, because: str, tmp_path: Path) -> None:
    ages = ("", "") if first else (", 41,", ", 67,")
    put(
        tmp_path,
        [
            around(1, f"The Rovers Club, the Mill Trust and Owen Tarr met {first} Daniel Ferrow{ages[0]} today."),
            around(2, f"The Harbour Union, the Lake Bank and Ines Moll heard {second} Daniel Ferrow{ages[1]} today."),
        ],
    )
    assert who(tmp_path, "Daniel Ferrow") == ["a", "b"]
    assert ask(tmp_path, "select reason from ops.name_resolutions") == [(because,)]


def around(number: int, text: str) -> Refined:
    """An article on Daniel Ferrow and those around him, whoever of them it names."""
    people = [name for name in ("Daniel Ferrow", "Owen Tarr", "Ines Moll") if name in text]
    orgs = [name for name in ("Rovers Club", "Mill Trust", "Harbour Union", "Lake Bank") if name in text]
    one = told(number, text, *people, orgs=orgs, published_at=NOW, published_from=PublishedFrom.META)
    assert isinstance(one.result, Annotated)
    return with_role(one, "Daniel Ferrow", text)


def with_role(one: Refined, name: str, text: str) -> Refined:
    """The role that stands before the name, for names of offices, as annotation finds it."""
    assert isinstance(one.result, Annotated)
    roles = [role for role in ("Syrian Defense Minister", "Canadian Defense Minister") if f"{role} {name}" in text]
    mentions = tuple(replace(m, role=roles[0]) if roles and m.surface == name else m for m in one.result.mentions)
    return replace(one, result=replace(one.result, mentions=mentions))


def court(number: int, *people: str) -> Refined:
    """An article in which the people meet in the same company."""
    orgs = ["High Court", "Border Police", "Coast Tribune"]
    text = f"The High Court heard {', '.join(people)} on the Border Police, the Coast Tribune reported."
    return told(number, text, *people, orgs=orgs)


def test_a_surname_alone_means_who_is_known_by_it(tmp_path: Path) -> None:
    log = [court(number, "Marta Velden") for number in range(1, 6)]
    put(tmp_path, [court(0, "Velden"), *log, court(6, "Velden")])
    # Before the name was ever given in full, nobody knows whose it is.
    assert who(tmp_path, "Velden") == ["a", "b"]
    aliases = (
        "select alias, aliases.mention_count from aliases join entities using (entity_id) where name = 'Marta Velden' "
    )
    assert ask(tmp_path, f"{aliases} order by all") == [("Marta Velden", 5), ("Velden", 1)]
    assert ask(tmp_path, "select reason from ops.name_resolutions") == [
        ("surname of one named in 5 articles before, 3 in common",)
    ]
    ((spelled,),) = ask(tmp_path, "select distinct name from mentions where surface = 'Velden'")
    assert spelled == "Velden"


@pytest.mark.parametrize(
    "last",
    [
        pytest.param(told(9, "Velden won the regatta.", "Velden"), id="nothing in common"),
        pytest.param(court(9, "Velden", "Jan Velden"), id="the article names another"),
        pytest.param(
            told(
                9,
                "The High Court heard Velden.",
                "Velden",
                orgs=["High Court"],
                title="Peter Velden heard in court",
            ),
            id="the headline names another",
        ),
    ],
)
def test_a_surname_alone_is_left_alone_where_it_may_be_anybody(last: Refined, tmp_path: Path) -> None:
    put(tmp_path, [*(court(number, "Marta Velden") for number in range(1, 6)), last])
    assert "a" not in [letter for letter, (name,) in zip(*met(tmp_path), strict=True) if name == "Velden"]


def met(home: Path) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Letters of entities and names, of all persons whose surname this is, in the order of the log."""
    rows = ask(
        home,
        "select mention.entity_id, mention.name from mentions as mention "
        "join article_versions using (article_id, version) where mention.name like '%Velden' "
        "order by seen_at, start_char",
    )
    letters: dict[str, str] = {}
    return [letters.setdefault(entity, chr(ord("a") + len(letters))) for entity, _ in rows], [
        (name,) for _, name in rows
    ]


def test_of_two_of_one_surname_the_one_in_whose_company_it_stands(tmp_path: Path) -> None:
    log = [
        *(court(number, "Marta Velden") for number in range(4)),
        *(match(number, "Jan Velden") for number in (4, 5, 6)),
    ]
    put(tmp_path, [*log, match(7, "Velden"), court(8, "Velden")])
    rows = ask(
        tmp_path,
        "select entity.name from mentions as mention join entities as entity using (entity_id) "
        "join article_versions using (article_id, version) where surface = 'Velden' order by seen_at",
    )
    assert rows == [("Jan Velden",), ("Marta Velden",)]


def test_a_story_that_many_print_is_one_witness(tmp_path: Path) -> None:
    words = " ".join(f"The commission heard witness {number} on ferry safety at pier {number}." for number in range(12))
    wire = [told(number, f"Marta Velden met Owen Tarr. {words}", "Marta Velden", "Owen Tarr") for number in range(6)]
    last = told(9, "Velden and Owen Tarr spoke.", "Velden", "Owen Tarr")
    with_copies = [one for one in RELATIONS if one.name in {"copies", "namesakes"}]
    put(tmp_path, [*wire, last], relations=with_copies)
    assert ask(tmp_path, "select surname, articles from ops.persons order by all") == [("tarr", 2), ("velden", 1)]
    assert ask(tmp_path, "select * from ops.name_resolutions") == []


def random_log(seed: int) -> list[Refined]:
    """Namesakes, surnames alone and edited articles, in any order."""
    chance = random.Random(seed)
    made = []
    kinds: list[Callable[[int, str], Refined]] = [match, budget, court]
    for number in range(16):
        kind = chance.choice(kinds)
        made.append(kind(number, chance.choice(["Daniel Ferrow", "Ferrow", "Marta Velden", "Velden", "Jan Velden"])))
        if chance.random() < 0.2:
            edited = budget(number, chance.choice(["Velden", "Marta Velden"]))
            made.append(replace(edited, capture=replace(edited.capture, seen_at=NOW + timedelta(days=3, hours=number))))
    return made


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_the_cut_into_loads_makes_no_difference(seed: int, tmp_path: Path) -> None:
    log = random_log(seed)
    found = []
    for size in (3, 500):
        home = tmp_path / str(size)
        home.mkdir()
        put(home, log, size)
        found.append(hashes(home))
    assert found[0] == found[1]
    assert found[0]["ops.name_resolutions"][0] > 2


def test_what_is_forgotten_is_told_anew(tmp_path: Path) -> None:
    put(tmp_path, random_log(1), 7)
    before = hashes(tmp_path)
    with workspace(tmp_path) as connection:
        with attached(connection, tmp_path, wait_seconds=5):
            forget(connection, NAMESAKES)
        relate(connection, tmp_path, NAMESAKES, wait_seconds=5)
    assert hashes(tmp_path) == before


@pytest.mark.parametrize("size", [1, 3])
def test_two_versions_of_an_article_may_be_about_two_namesakes(size: int, tmp_path: Path) -> None:
    name, ward = "Daniel Ferrow", ["Lake Hospital", "Nurses Guild", "Blood Bank"]
    surgeon = told(2, f"The {', '.join(ward)} thanked surgeon {name}.", name, orgs=ward)
    later = replace(surgeon, capture=replace(surgeon.capture, seen_at=NOW + timedelta(days=2)))
    put(tmp_path, [match(1, name), budget(2, name), later], size)
    assert who(tmp_path, name) == ["a", "b", "c"]
    assert ask(tmp_path, "select ordinal, occupations from ops.persons order by all") == [
        (1, ["sport"]),
        (2, ["public"]),
        (3, ["medicine"]),
    ]


def test_who_is_named_in_full_is_not_named_by_a_surname_alone(tmp_path: Path) -> None:
    spelled, known = ("Jean Pierre", "Jean-Pierre"), "Karine Jean-Pierre"
    heard = "The High Court heard {} on the Border Police."
    log = [told(number, heard.format(known), known, orgs=["High Court", "Border Police"]) for number in range(1, 7)]
    last = told(8, heard.format(" and ".join(spelled)), *spelled, orgs=["High Court", "Border Police"])
    put(tmp_path, [told(0, "Jean Pierre spoke.", "Jean Pierre"), *log, last])
    rows = ask(
        tmp_path,
        "select distinct entity.name from mentions as mention join entities as entity using (entity_id) "
        "where surface in ('Jean Pierre', 'Jean-Pierre')",
    )
    assert rows == [("Jean Pierre",)]


@pytest.mark.parametrize("size", [1, 2, 4])
def test_the_copy_of_an_archive_that_was_read_tells_nothing_again(size: int, tmp_path: Path) -> None:
    log, found = [match(1, "Daniel Ferrow"), budget(2, "Daniel Ferrow")], []
    for read in (log, [*log, *log]):
        home = tmp_path / str(len(read))
        home.mkdir()
        put(home, read, size, relations=RELATIONS)
        found.append(hashes(home))
    assert found[0] == found[1]


def decided_on(home: Path, what: DecisionKind, name: str, minute: int = 1, **more: str) -> str:
    decision = new_decision(what, name, now=NOW + timedelta(minutes=minute), decided_by="somebody", **more)
    with writer(home, wait_seconds=5) as connection:
        decide(connection, decision)
        assert run_checks(connection, scope=EVERYTHING, run_id=None, now=NOW) == {}
    return decision.decision_id


def test_namesakes_can_be_made_one_and_undoing_it_gives_both_back(tmp_path: Path) -> None:
    name = "Daniel Ferrow"
    log = [match(1, name), match(2, name), budget(3, name), budget(4, name)]
    put(tmp_path, log)
    before = hashes(tmp_path)
    ((bearer,),) = ask(tmp_path, "select person_id from ops.persons where ordinal = 2")
    ((name_id,),) = ask(tmp_path, f"select name_id from ops.names where name = '{name}'")
    merged = decided_on(tmp_path, DecisionKind.SAME, name_id, other_id=bearer)
    assert who(tmp_path, name) == ["a", "a", "a", "a"]
    # It holds for what comes, and after everything was told anew.
    put(tmp_path, [budget(5, name)])
    assert who(tmp_path, name) == ["a", "a", "a", "a", "a"]
    decided_on(tmp_path, DecisionKind.UNDO, merged, 2)
    assert who(tmp_path, name) == ["a", "a", "b", "b", "b"]
    anew = tmp_path / "anew"
    anew.mkdir()
    put(anew, log)
    assert hashes(anew) == before


def home_of(folder: Path, log: Sequence[Refined]) -> Settings:
    put(folder, log)
    publish(folder, wait_seconds=5)
    return Settings(home=folder)


def test_a_namesake_keeps_the_name_that_he_shares_and_may_lose_a_surname(tmp_path: Path) -> None:
    name = "Daniel Ferrow"
    settings = home_of(
        tmp_path, [match(1, name), *(budget(number, name) for number in range(2, 7)), budget(8, "Ferrow")]
    )
    ((bearer,),) = ask(tmp_path, "select person_id from ops.persons where ordinal = 2")
    with pytest.raises(NoSuchEntity):
        split_entity(bearer, name, settings, kind=None, why=None)
    rename_entity(bearer, "Daniel Ferrow (minister)", settings, kind=None, why=None)
    named = "select name, mention_count from entities where kind = 'person' order by all"
    assert ask(tmp_path, named) == [(name, 1), ("Daniel Ferrow (minister)", 6)]
    split_entity(bearer, "Ferrow", settings, kind=None, why=None)
    assert ask(tmp_path, named) == [(name, 1), ("Daniel Ferrow (minister)", 5), ("Ferrow", 1)]


def test_who_is_left_with_a_surname_alone_would_have_no_name(tmp_path: Path) -> None:
    settings = home_of(tmp_path, [*(court(number, "Marta Velden") for number in range(1, 6)), court(7, "Velden")])
    with pytest.raises(NoSuchEntity, match=r"^entity: .*: .* is the only name it has"):
        split_entity("Marta Velden", "Marta Velden", settings, kind=None, why=None)
    split_entity("Marta Velden", "Velden", settings, kind=None, why=None)
    assert ask(tmp_path, "select name, mention_count from entities where kind = 'person' order by all") == [
        ("Marta Velden", 5),
        ("Velden", 1),
    ]


def test_a_surname_can_be_made_an_entity_of_its_own(tmp_path: Path) -> None:
    put(tmp_path, [*(court(number, "Marta Velden") for number in range(5)), court(6, "Velden")])
    before = hashes(tmp_path)
    ((name_id,),) = ask(tmp_path, "select name_id from ops.names where name = 'Velden'")
    split = decided_on(tmp_path, DecisionKind.NOT_SAME, name_id)
    assert ask(tmp_path, "select mention_count from entities where name = 'Velden'") == [(1,)]
    put(tmp_path, [court(7, "Velden")])
    assert ask(tmp_path, "select mention_count from entities where name = 'Velden'") == [(2,)]
    decided_on(tmp_path, DecisionKind.UNDO, split, 2)
    assert ask(tmp_path, "select mention_count from entities where name = 'Marta Velden'") == [(7,)]
    assert before.keys() == hashes(tmp_path).keys()


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Bashar al-Assad", "assad"),
        ("Assad", "assad"),
        ("Donald Trump Jr.", "trump"),
        ("Recep Tayyip Erdoğan", "erdogan"),
        ("Al Gore", "gore"),
        ("", ""),
    ],
)
def test_surnames(name: str, surname: str) -> None:
    assert surname_of(name) == surname


@pytest.mark.parametrize(
    ("text", "role", "trades", "ages"),
    [
        ("England striker NAME scored.", None, {"sport"}, set()),
        ("It hit NAME, 34, a retired plumber, on Monday.", None, {"craft"}, {34}),
        ("NAME (61) died.", None, set(), {61}),
        ("NAME, who is a teacher.", None, {"craft"}, set()),
        ("NAME met the teacher, a plumber said.", None, set(), set()),
        ("Prime Minister NAME spoke.", "Prime Minister", {"public"}, set()),
        ("They praised NAME, and the surgeon left.", None, set(), set()),
        ("NAME, 5, and others.", None, set(), set()),
    ],
)
def test_what_stands_beside_a_name(text: str, role: str | None, trades: set[str], ages: set[int]) -> None:
    context = PersonContext(entity_id="", name="NAME", published=2_000)
    start = text.index("NAME")
    context.add(text, start, start + len("NAME"), role)
    assert (context.occupations, context.birth_years) == (trades, {2_000 - age for age in ages})
