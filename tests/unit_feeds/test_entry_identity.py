"""Identity of entries: which policy the evidence speaks for, and that no change of it loses or doubles an entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.feeds.entries import Entry
from tasks.feeds.entry_identity import (
    IdentityPolicy,
    KeyEvidence,
    KeyTraits,
    choose_policy,
    identify_entry,
    select_new_entries,
    update_evidence,
)
from tasks.model.stages import Dating
from tasks.web.urls import canonicalize_url
from warehouse.model.vocabulary import PublishedFrom

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
GUID, LINK, BARE_LINK, TITLE_DAY = IdentityPolicy
HOME = "https://example.com/"


def entry(
    guid: str | None = None,
    link: str | None = None,
    title: str | None = None,
    published: datetime | None = None,
    summary: str | None = None,
) -> Entry:
    dating = Dating(at=published, origin=PublishedFrom.FEED, raw="", day_only=False) if published else None
    return Entry(
        position=0,
        guid=guid,
        url=canonicalize_url(link) if link else None,
        raw_link=link,
        title=title,
        summary=summary,
        content=None,
        authors=(),
        published=dating,
        updated_at=None,
        language=None,
        source_name=None,
    )


def page(number: int, **more: Any) -> Entry:
    """A well-behaved entry."""
    plain = entry(f"id-{number}", f"{HOME}{number}", f"Title {number}", NOW + timedelta(minutes=number))
    return replace(plain, **more)


def read(*documents: list[Entry]) -> KeyEvidence:
    """The evidence of documents that were read one after another."""
    evidence, before = None, list[Entry]()
    for document in documents:
        evidence, before = update_evidence(evidence, before, document), document
    return evidence or KeyEvidence()


def titles(found: Iterable[tuple[Entry, object]]) -> list[str]:
    return [str(fresh.title) for fresh, _ in found]


def all_keys(entries: list[Entry]) -> set[str]:
    return {key for one in entries for kept in [identify_entry(one, GUID)] for key in (kept.key, *kept.also)}


# Keys


def test_each_policy_has_its_key_and_keeps_the_others() -> None:
    kept = {policy: identify_entry(page(1), policy) for policy in IdentityPolicy}
    assert len({identified.key for identified in kept.values()}) == 4
    assert len({frozenset((identified.key, *identified.also)) for identified in kept.values()}) == 1
    assert all(identified.key not in identified.also for identified in kept.values())


@pytest.mark.parametrize("policy", IdentityPolicy)
def test_what_the_policy_asks_for_may_be_missing(policy: IdentityPolicy) -> None:
    assert identify_entry(entry(title="Only a title"), policy).key.startswith("title_day:")
    assert identify_entry(entry(summary="Only words"), policy).key.startswith("words:")
    assert identify_entry(entry(), policy) == identify_entry(entry(guid="  ", title=" "), policy)


@pytest.mark.parametrize(
    ("one", "other", "policy"),
    [
        (entry(link=f"{HOME}a?utm_source=feed#top"), entry(link=f"{HOME}a?utm_source=mail"), BARE_LINK),
        (entry(link=f"{HOME}a;jsessionid=1A2B?x=1"), entry(link=f"{HOME}a?x=1"), BARE_LINK),
        (entry(link=f"{HOME}a?PHPSESSID=1&x=1"), entry(link=f"{HOME}a?x=1&PHPSESSID=2"), BARE_LINK),
        (entry(title="Caf\u00e9  opens"), entry(title="CAFE\u0301 opens "), TITLE_DAY),
        (entry(guid=" 1 "), entry(guid="1"), GUID),
    ],
)
def test_the_same(one: Entry, other: Entry, policy: IdentityPolicy) -> None:
    assert identify_entry(one, policy).key == identify_entry(other, policy).key


@pytest.mark.parametrize(
    ("one", "other", "policy"),
    [
        (entry(link=f"{HOME}a#1"), entry(link=f"{HOME}a#2"), LINK),
        (entry(link=f"{HOME}a?sid=1"), entry(link=f"{HOME}a?sid=2"), BARE_LINK),
        (entry(title="Weather", published=NOW), entry(title="Weather", published=NOW + timedelta(days=1)), TITLE_DAY),
        (entry(guid="a"), entry(guid="A"), GUID),
        (entry(guid="same"), entry(title="same"), GUID),
    ],
)
def test_not_the_same(one: Entry, other: Entry, policy: IdentityPolicy) -> None:
    assert identify_entry(one, policy).key != identify_entry(other, policy).key


@given(st.builds(entry, *[st.one_of(st.none(), st.text())] * 3), st.sampled_from(IdentityPolicy))
def test_any_entry_has_keys(one: Entry, policy: IdentityPolicy) -> None:
    kept = identify_entry(one, policy)
    assert len({kept.key, *kept.also}) == 1 + len(kept.also)


# Evidence and policy


def chosen(*documents: list[Entry], current: IdentityPolicy | None = None) -> IdentityPolicy:
    return choose_policy(read(*documents), current)[0]


def window(first: int, **more: str | None) -> list[Entry]:
    return [page(number, **more) for number in range(first, first + 10)]


def test_a_good_guid_is_the_policy() -> None:
    assert choose_policy(read(window(0), window(3)), None) == (GUID, "guid: present, distinct, stable")


def test_guids_that_are_missing_or_constant_are_none() -> None:
    assert chosen(window(0, guid=None)) is BARE_LINK
    assert choose_policy(read(window(0, guid="feed")), GUID) == (
        BARE_LINK,
        "bare_link: guid is shared by 10 of 10 entries",
    )


def test_a_constant_guid_is_found_out_in_documents_of_one_entry() -> None:
    assert chosen([page(0, guid="feed")], [page(1, guid="feed")]) is BARE_LINK


def test_guids_that_half_of_the_entries_lack_are_none() -> None:
    assert chosen([page(number, guid=None) if number % 2 else page(number) for number in range(10)]) is BARE_LINK


def test_an_entry_that_is_listed_twice_shares_nothing() -> None:
    assert read(window(0) * 2) == read(window(0))


def test_guids_that_change_with_each_fetch_are_none() -> None:
    fetches = [[page(number, guid=f"{fetch}-{number}") for number in range(10)] for fetch in range(2)]
    assert choose_policy(read(*fetches), GUID) == (BARE_LINK, "bare_link: guid changed in 10 of 10 entries")


def test_guids_that_count_positions_are_none() -> None:
    fetches = [[replace(one, guid=str(place)) for place, one in enumerate(window(first))] for first in (1, 0)]
    assert not read(*fetches).guid.is_distinct
    assert chosen(*fetches) is BARE_LINK
    for more in ({}, {"url": None, "raw_link": None}):
        quiet = [[replace(e, guid=str(n)) for n, e in enumerate(window(first, **more))] for first in (7, 7, 7, 7, 0)]
        assert not read(*quiet).guid.is_distinct


def test_keys_that_all_change_are_seen_by_title_and_time() -> None:
    fetches = [
        [page(n, guid=f"{fetch}-{n}", url=f"{HOME}{n}?sid={fetch}", summary=f"ad {fetch}") for n in range(10)]
        for fetch in range(2)
    ]
    evidence = read(*fetches)
    assert (evidence.guid.changed, evidence.bare_link.changed, evidence.title_day.changed) == (10, 10, 0)


def test_titles_that_are_edited_are_seen_by_guid_and_link() -> None:
    assert read(window(0), [page(0, title="Edited", published=None), *window(1)]).title_day.changed == 1


def test_entries_that_look_alike_are_not_compared() -> None:
    live = [entry(f"id-{number}", f"{HOME}live", "Live") for number in range(11)]
    assert read(live[:10], live[1:]).guid.changed == 0


def test_links_that_all_lead_home_are_none() -> None:
    assert chosen(window(0, guid=None, url=HOME, raw_link=HOME)) is TITLE_DAY


def test_links_with_changing_sessions_are_none() -> None:
    fetches = [
        [replace(page(number, guid=None), url=f"{HOME}{number}?sid={fetch}", raw_link="") for number in range(10)]
        for fetch in range(2)
    ]
    assert chosen(*fetches) is TITLE_DAY


def test_tracking_that_changes_leaves_the_bare_link() -> None:
    fetches = [[page(number, guid=None, raw_link=f"{number}?utm={fetch}") for number in range(10)] for fetch in "ab"]
    assert chosen(*fetches, current=LINK) is BARE_LINK


def test_a_page_with_many_fragments_is_told_by_its_links() -> None:
    assert chosen([page(number, guid=None, url=HOME, raw_link=f"{HOME}#{number}") for number in range(10)]) is LINK


def test_a_live_blog_shares_its_link_and_is_told_by_its_guids() -> None:
    assert chosen(window(0, url=f"{HOME}live", raw_link=f"{HOME}live"), current=BARE_LINK) is GUID


def test_the_policy_is_kept_while_little_speaks_against_it() -> None:
    edited = [page(0, guid="new"), *window(1)]
    assert chosen(window(0), edited, current=GUID) is GUID
    assert chosen(window(0), window(3), current=TITLE_DAY) is TITLE_DAY


def test_where_nothing_is_sound_the_current_one_stays() -> None:
    hopeless = [entry("guid", HOME, "News", NOW, str(number)) for number in range(10)]
    assert choose_policy(read(hopeless), LINK)[0] is LINK
    assert choose_policy(read(hopeless), None)[0] is TITLE_DAY


def test_a_feed_that_mends_its_ways_is_believed_again() -> None:
    evidence = read(*([window(0, guid="feed")] * 50))
    before = window(0, guid="feed")
    for _ in range(12):
        evidence, before = update_evidence(evidence, before, window(0)), window(0)
    assert evidence.guid.is_distinct


def test_a_move_to_other_guids_is_seen_at_once_after_any_time() -> None:
    evidence = read(*([window(0)] * 100))
    moved = window(0, guid=None)
    moved = [replace(one, guid=f"cms2-{one.title}") for one in moved]
    assert not update_evidence(evidence, window(0), moved).guid.is_stable


def test_evidence_survives_storing() -> None:
    evidence = read(window(0), window(3, guid="feed"))
    assert KeyEvidence.from_json(evidence.to_json()) == evidence
    assert evidence.guid != KeyTraits()


def test_evidence_of_nothing() -> None:
    assert update_evidence(None, (), ()) == KeyEvidence()
    evidence = read(window(0))
    assert update_evidence(evidence, window(0), ()) == evidence


# What is new


def test_an_entry_is_new_once() -> None:
    assert len(select_new_entries(window(0) * 2, set(), GUID)) == 10
    assert titles(select_new_entries(window(3), all_keys(window(0)), GUID)) == ["Title 10", "Title 11", "Title 12"]


@pytest.mark.parametrize("policy", IdentityPolicy)
@pytest.mark.parametrize(
    "change",
    [
        {"title": "Edited"},
        {"guid": "other"},
        {"guid": None},
        {"raw_link": f"{HOME}3", "url": f"{HOME}moved/3"},
        {"title": "Edited", "raw_link": f"{HOME}edited", "url": f"{HOME}edited"},
    ],
)
def test_an_entry_that_changes_is_not_new(policy: IdentityPolicy, change: dict[str, str | None]) -> None:
    after = [*window(0)[:3], page(3, **change), *window(4)]
    found = select_new_entries(after, all_keys(window(0)), policy, read(window(0), after))
    assert titles(found) == ["Title 10", "Title 11", "Title 12", "Title 13"]


def test_the_next_post_of_a_live_blog_is_new() -> None:
    posts = [page(number, url=f"{HOME}live", raw_link=f"{HOME}live") for number in range(2)]
    after = [posts[1], *window(2)]
    for policy in (GUID, TITLE_DAY):
        found = select_new_entries(after, all_keys([posts[0], *window(2)]), policy, read([posts[0], *window(2)], after))
        assert titles(found) == ["Title 1"], policy
    both = [replace(post, title="Live", published=None) for post in posts]
    assert len(select_new_entries([*both, *window(2)], set(), BARE_LINK)) == 12


@pytest.mark.parametrize(("policy", "new"), [(GUID, 1), (TITLE_DAY, 1), (LINK, 0), (BARE_LINK, 0)])
def test_where_guid_and_link_disagree_a_link_that_is_the_policy_decides(policy: IdentityPolicy, new: int) -> None:
    after = [page(0, guid="update-2", title="Second version"), *window(1)[:9]]
    assert len(select_new_entries(after, all_keys(window(0)), policy, read(window(0), after))) == new


@pytest.mark.parametrize("policy", IdentityPolicy)
def test_links_find_an_edited_entry_without_a_guid(policy: IdentityPolicy) -> None:
    for raw, address in (("{}?utm_source={}", f"{HOME}{{}}"), ("live#{}", f"{HOME}live")):
        fetches = [
            [
                page(n, guid=None, raw_link=raw.format(n, fetch), url=address.format(n), title=f"{fetch} {n}")
                for n in range(6)
            ]
            for fetch in range(2)
        ]
        assert select_new_entries(fetches[1], all_keys(fetches[0]), policy, read(*fetches)) == []


@pytest.mark.parametrize("policy", [GUID, BARE_LINK, TITLE_DAY])
@pytest.mark.parametrize("lacks", [{"guid": None}, {"raw_link": None, "url": None}])
def test_the_title_of_the_day_may_come_again(policy: IdentityPolicy, lacks: dict[str, None]) -> None:
    before = [page(0, title="Weather", **lacks), *window(2, **lacks)]
    after = [page(1, title="Weather", **lacks), *window(2, **lacks)]
    assert titles(select_new_entries(after, all_keys(before), policy, read(before, after))) == ["Weather"]


def test_entries_that_have_but_words_are_known_by_them() -> None:
    bare = [entry(summary="one"), entry(summary="two")]
    assert len(select_new_entries(bare * 2, set(), GUID)) == 2
    assert select_new_entries(bare, all_keys(bare), GUID) == []


def test_one_guid_on_two_different_entries_loses_neither() -> None:
    after = [page(0, guid="0"), page(1, guid="0"), *window(2)]
    assert len(select_new_entries(after, set(), GUID)) == 12
    assert len({kept.key for _, kept in select_new_entries(after, set(), GUID)}) == 12


def test_two_articles_of_one_title_and_day_are_two() -> None:
    after = [page(0, title="Weather"), page(1, title="Weather"), *window(2)]
    assert len(select_new_entries(after, set(), TITLE_DAY)) == 12


def test_the_key_of_a_new_entry_is_not_taken() -> None:
    live = window(0, url=f"{HOME}live", raw_link=f"{HOME}live")
    found = select_new_entries(live, set(), BARE_LINK)
    assert len({kept.key for _, kept in found}) == 10
    later = [page(number, url=f"{HOME}live", raw_link=f"{HOME}live") for number in range(5, 15)]
    keys = all_keys(live)
    found = select_new_entries(later, keys, BARE_LINK, read(live, later))
    assert len(found) == 5
    assert not keys & {kept.key for _, kept in found}


# The law: whatever the feed does and whatever the policy is, each entry is new exactly once


@dataclass(frozen=True)
class Habits:
    """How a simulated feed states its keys."""

    guid: str
    link: str
    dated: bool
    edits: bool
    moves_at: int  # the fetch from which on all guids are others
    window: int

    def show(self, number: int, place: int, fetch: int) -> Entry:
        guid = {
            "good": f"id-{number}" + ("-moved" if fetch >= self.moves_at else ""),
            "constant": "feed",
            "fetch": f"{fetch}-{number}",
            "position": str(place),
        }.get(self.guid)
        link = {
            "good": f"{HOME}{number}",
            "home": HOME,
            "live": f"{HOME}live",
            "session": f"{HOME}{number}?sid={fetch}",
            "tracked": f"{HOME}{number}?utm_campaign={fetch}",
            "fragment": f"{HOME}live#{number}",
        }.get(self.link)
        edited = self.edits and number % 7 == 3 and fetch >= number // 2 + 1
        when = NOW + timedelta(hours=number) if self.dated else None
        return entry(guid, link, f"Title {number}" + (", edited" if edited else ""), when, f"Words {number}")


HABITS = st.builds(
    Habits,
    guid=st.sampled_from(["good", "missing", "constant", "fetch", "position"]),
    link=st.sampled_from(["good", "missing", "home", "live", "session", "tracked", "fragment"]),
    dated=st.booleans(),
    edits=st.booleans(),
    moves_at=st.sampled_from([99, 1, 4]),
    window=st.integers(6, 14),
).filter(
    # Where titles are edited, something else must stay; what keeps nothing has no identity.
    lambda habits: (
        not habits.edits
        or habits.link in {"good", "tracked", "fragment"}
        or (habits.guid == "good" and habits.moves_at == 99)
    )
)


@pytest.mark.slow
@settings(max_examples=80, deadline=None)
@given(
    habits=HABITS,
    steps=st.lists(st.integers(0, 3), min_size=4, max_size=10),
    policies=st.lists(st.one_of(st.none(), st.sampled_from(IdentityPolicy)), min_size=11, max_size=11),
)
def test_no_switch_of_policy_loses_or_doubles(
    habits: Habits, steps: list[int], policies: list[IdentityPolicy | None]
) -> None:
    newest, evidence, policy = habits.window, None, None
    before: list[Entry] = []
    keys: set[str] = set()
    primary: list[str] = []
    told: list[int] = []
    for fetch, step in enumerate([0, *steps]):
        newest += step
        numbers = range(newest - 1, newest - habits.window - 1, -1)
        entries = [habits.show(number, place, fetch) for place, number in enumerate(numbers)]
        evidence = KeyEvidence.from_json(update_evidence(evidence, before, entries).to_json())
        policy = policies[fetch] or choose_policy(evidence, policy)[0]
        found = select_new_entries(entries, keys, policy, evidence)
        told += [numbers[entries.index(fresh)] for fresh, _ in found]
        primary += [kept.key for _, kept in found]
        keys |= all_keys(entries)
        before = entries
    assert sorted(told) == list(range(newest))
    assert len(set(primary)) == len(primary)


def test_thousands_of_entries_that_share_all_keys_take_no_time() -> None:
    crowd = [entry("guid", HOME, "News", NOW, str(number)) for number in range(1500)]
    evidence = update_evidence(None, crowd, crowd)
    assert len(select_new_entries(crowd, set(), GUID, evidence)) == 1500
