"""Stories: which article joins which, what stays apart, and laws of order, batches, rows and events."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.stories.candidates import CANDIDATE_LIMITS, CandidateIndex
from tasks.stories.clustering import AddedArticle, ClusteredArticle, Clustering
from tasks.stories.idf import DecayingIdf
from tasks.stories.serialize import decode_profile, encode_profile
from tasks.stories.similarity import STORY_SIMILARITY, StoryProfile, count_terms, profile_article, time_between
from tests.conftest import ROOT
from tests.support.story_set import A_MONTH_LATER, LATE, MONDAY, REWORDED, STORIES, UNRELATED, report
from warehouse.model.relation_records import StoryArticle, StoryEvent, StoryEventKind, TermCount

ALL = [*STORIES, LATE, A_MONTH_LATER]
SYLLABLES = [one + two for one in "bdfgklmn" for two in ("ane", "ito")]
KINDS_SEEN: set[StoryEventKind] = set()


def profiles(reports: list[StoryArticle]) -> list[StoryProfile]:
    commonness = DecayingIdf()
    return [profile_article(one, count_terms(one), commonness) for one in reports]


def told(reports: list[StoryArticle]) -> list[AddedArticle]:
    clustering = Clustering()
    return [clustering.add(one) for one in profiles(reports)]


def stories(results: list[AddedArticle]) -> dict[str, str]:
    """Article → story: what is left when the events are played, one after another."""
    story_of: dict[str, str] = {}
    for event in (event for one in results for event in one.events):
        play(event, story_of)
    return story_of


def play(event: StoryEvent, story_of: dict[str, str]) -> None:
    if event.what is StoryEventKind.MERGED:
        story_of.update({article: event.story_id for article, story in story_of.items() if story == event.other_id})
    elif event.article_id is not None:
        assert story_of.get(event.article_id) == event.other_id
        story_of[event.article_id] = event.story_id


def groups(results: list[AddedArticle]) -> set[frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for article, story in stories(results).items():
        found[story].add(article)
    return set(map(frozenset, found.values()))


def expected(reports: list[StoryArticle]) -> set[frozenset[str]]:
    """The ids of the story set say which event an article tells."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in reports:
        found[one.article_id.split("-")[0]].add(one.article_id)
    return set(map(frozenset, found.values()))


def seed(name: str) -> str:
    (path,) = (ROOT / "seeds").glob(name)
    return path.read_text("utf-8")


def test_articles_of_one_event_are_one_story_and_look_alikes_stay_apart() -> None:
    assert groups(told(STORIES)) == expected(STORIES)


def test_a_late_arrival_joins_the_story_of_its_time() -> None:
    assert groups(told([*STORIES, LATE])) == expected([*STORIES, LATE])


def test_the_same_subject_a_month_later_is_another_story() -> None:
    assert groups(told(ALL)) == expected(ALL)
    soon = replace(A_MONTH_LATER, published_at=MONDAY + timedelta(hours=48))
    assert {"dam-1", "dam-2", "inquiry-1"} in groups(told([*STORIES, soon])), "only the time keeps it apart"


def test_the_seeds_are_one_story_which_a_reworded_report_joins_and_other_news_of_the_country_does_not() -> None:
    news = [
        report("pact-1", 0, "", seed("000_*.txt")),
        report("pact-2", 3, "", seed("003_*.txt")),
        report("bread-1", 20, "Bread is short in Aleppo", UNRELATED),
        report("pact-3", 26, "Tehran to strengthen Syrian air defences under new pact", REWORDED),
    ]
    assert groups(told(news)) == expected(news)


def test_an_article_without_a_date_is_near_those_that_were_seen_when_it_was() -> None:
    years_ago = [replace(one, published_at=MONDAY - timedelta(days=2_000)) for one in STORIES]
    undated = [replace(one, published_at=None) if number % 2 else one for number, one in enumerate(years_ago)]
    assert groups(told(undated)) == expected(STORIES)
    dam = replace(STORIES[0], article_id="dam-later", published_at=None, seen_at=MONDAY + timedelta(days=5))
    assert {"dam-later"} in groups(told([*undated, dam])), "only the time keeps it apart"


@pytest.mark.parametrize("number", range(8))
def test_stories_are_found_in_any_order_of_arrival(number: int) -> None:
    mixed = list(ALL)
    random.Random(number).shuffle(mixed)
    assert groups(told(mixed)) == expected(ALL)


def in_batches(reports: list[StoryArticle], cuts: set[int], chance: random.Random) -> list[AddedArticle]:
    """Told with everything put into rows and read again at each cut, the rows shuffled."""
    stored: list[ClusteredArticle] = []
    counts: dict[str, TermCount] = {}
    number, results = 0, []
    for first, last in zip([0, *sorted(cuts)], [*sorted(cuts), len(reports)], strict=True):
        commonness = DecayingIdf(number, counts.values())
        batch = [profile_article(one, count_terms(one), commonness) for one in reports[first:last]]
        number, counts = commonness.articles, counts | {row.term: row for row in commonness.raised_counts()}
        chance.shuffle(stored)
        clustering = Clustering(_around(batch, stored))
        told_now = [clustering.add(one) for one in batch]
        fresh = clustering.articles()
        known = {one.profile.article_id for one in fresh}
        elsewhere = _merged([one for one in stored if one.profile.article_id not in known], told_now)
        stored = elsewhere + [ClusteredArticle(one.story_id, through_text(one.profile)) for one in fresh]
        results += told_now
    return results


def through_text(profile: StoryProfile) -> StoryProfile:
    again = decode_profile(encode_profile(profile))
    assert again == profile
    return again


@given(cuts=st.sets(st.integers(1, len(ALL) - 1)), chance=st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_batches_and_rows_in_between_change_nothing(cuts: set[int], chance: random.Random) -> None:
    assert in_batches(ALL, cuts, chance) == told(ALL)


@pytest.mark.parametrize("number", range(30))
def test_whatever_is_told_batches_change_nothing_and_events_give_the_stories(number: int) -> None:
    """Articles of chance words, so alike and so close in time that stories merge and part all the time."""
    chance = random.Random(number)
    reports = [
        report(f"chance-{at}", chance.randint(0, 120), "", " ".join(chance.sample(SYLLABLES, chance.randint(1, 5))))
        for at in range(30)
    ]
    reports = [replace(one, published_at=None) if chance.random() < 0.2 else one for one in reports]
    whole = told(reports)
    assert in_batches(reports, set(chance.sample(range(1, 30), chance.randint(0, 29))), chance) == whole
    clustering = Clustering()
    story_of: dict[str, str] = {}
    for one in profiles(reports):
        result = clustering.add(one)
        for event in result.events:
            play(event, story_of)
        assert result.story_id == story_of[one.article_id]
        assert story_of == {placed.profile.article_id: placed.story_id for placed in clustering.articles()}
    happened = {event.what for one in whole for event in one.events}
    KINDS_SEEN.update(happened)


def test_chance_articles_show_every_kind_of_event() -> None:
    """The test above is worth nothing if nothing happens in it."""
    assert set(StoryEventKind) == KINDS_SEEN


def test_in_a_crowd_an_article_is_compared_with_a_few_and_still_finds_its_story() -> None:
    clustering = Clustering()
    others = [
        report(f"other-{number}", number / 100, "", f"{UNRELATED} shop{number} street{number}") for number in range(200)
    ]
    here = [replace(one, article_id=f"{one.article_id}-here") for one in STORIES[:4]]
    crowd = [clustering.add(one) for one in profiles([*others, *here])][200:]
    assert crowd[0].story_id == crowd[3].story_id
    index = CandidateIndex()
    for placed in clustering.articles():
        index.add(placed.profile)
    assert all(len(index.find(placed.profile)) <= CANDIDATE_LIMITS.compared for placed in clustering.articles())
    assert len({placed.story_id for placed in clustering.articles() if placed.profile.article_id[:5] == "other"}) == 1


def _merged(rows: list[ClusteredArticle], results: list[AddedArticle]) -> list[ClusteredArticle]:
    """Rows that were not looked up: a story that is merged takes them along."""
    for event in (event for one in results for event in one.events):
        if event.what is StoryEventKind.MERGED:
            rows = [replace(row, story_id=event.story_id) if row.story_id == event.other_id else row for row in rows]
    return rows


def _around(batch: list[StoryProfile], stored: list[ClusteredArticle]) -> list[ClusteredArticle]:
    """What a database might look up: the articles within the window of the batch, no more."""
    return [
        one for one in stored if any(time_between(one.profile, other) <= STORY_SIMILARITY.window for other in batch)
    ]


def test_a_story_keeps_its_id_and_a_title_that_one_of_its_articles_has() -> None:
    results = told([*STORIES, LATE])
    by_id = {article.article_id: result for article, result in zip([*STORIES, LATE], results, strict=True)}
    assert by_id["dam-3"].story_id == by_id["dam-1"].story_id
    titles = {story: title for one in results for story, title in one.titles.items()}
    story_of = stories(results)
    for story in set(story_of.values()):
        assert titles[story] in {one.title for one in [*STORIES, LATE] if story_of[one.article_id] == story}


def words(*groups_of: str) -> str:
    return " ".join(f"{word}{n}" for word in groups_of for n in "abcd")


def test_an_article_that_tells_two_stories_in_full_makes_them_one_and_that_is_an_event() -> None:
    """Two reports that have too little in common, until a third has most of both."""
    results = told(
        [
            report("one", 0, "", words("lorry", "bridge", "driver", "river")),
            report("two", 1, "", words("mayor", "closure", "detour") + " rivera"),
            report("three", 2, "", words("lorry", "bridge", "mayor", "closure", "river", "driver", "detour")),
        ]
    )
    assert [one.events[0].what for one in results[:2]] == [StoryEventKind.BEGUN, StoryEventKind.BEGUN]
    assert {event.what for event in results[2].events} == {StoryEventKind.MERGED, StoryEventKind.JOINED}
    assert groups(results) == {frozenset({"one", "two", "three"})}


def test_a_story_parts_when_what_it_was_taken_for_turns_out_to_be_two() -> None:
    """The second report is a little like the first; the third and fourth are much more like the second."""
    first = words("storm", "harbour", "ferry", "island")
    other = words("storm", "school", "roof", "pupil", "teacher", "gym")
    results = told(
        [
            report("ferry-1", 0, "", first),
            report("roof-1", 1, "", other),
            report("roof-2", 2, "", words("school", "roof", "pupil", "teacher", "gym")),
            report("roof-3", 3, "", words("school", "roof", "pupil", "teacher", "gym", "class")),
        ]
    )
    assert groups(results) == {frozenset({"ferry-1"}), frozenset({"roof-1", "roof-2", "roof-3"})}
    assert results[1].events[-1].what is StoryEventKind.JOINED
    assert StoryEventKind.SPLIT in {event.what for one in results[2:] for event in one.events}


def test_counts_fade_with_the_articles_that_follow_whenever_they_are_written_down() -> None:
    straight = DecayingIdf()
    for number in range(200):
        straight.add_article(["flood"] if number < 10 else [f"word{number}"])
    parted = DecayingIdf()
    stored: dict[str, TermCount] = {}
    for number in range(200):
        parted.add_article(["flood"] if number < 10 else [f"word{number}"])
        stored |= {row.term: row for row in parted.raised_counts()}
        parted = DecayingIdf(parted.articles, stored.values())
    assert parted.weight("flood") == straight.weight("flood")
    assert straight.weight("word199") > straight.weight("flood")
    assert straight.weight("word199") > straight.weight("president")
    for _ in range(50_000):
        straight.add_article([])
    assert straight.weight("flood") > parted.weight("flood")


def test_hostile_articles_are_stories_of_their_own() -> None:
    odd = [
        report("empty", 0, "", ""),
        report("silent", 0, "The and of", "it was what it is"),
        report("signs", 0, "!!!", "… — “”"),
        report("long", 0, "word " * 10_000, "x" * 3_000_000),
    ]
    assert len(groups(told(odd))) == len(odd)
