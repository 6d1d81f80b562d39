"""JSON Feed: versions 1 and 1.1, and what programs make of them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.feeds.entries import Entry, Feed, read_entry
from tasks.feeds.json_feeds import parse_json_feed
from tasks.feeds.parse import parse_feed
from tasks.model.stages import Reject
from warehouse.model.vocabulary import Reason

URL = "https://news.example.org/feed.json"


def feed_of(*items: Any, **about: Any) -> Feed:
    document = {"version": "https://jsonfeed.org/version/1.1", "items": list(items), **about}
    feed = parse_feed(json.dumps(document).encode(), url=URL)
    assert isinstance(feed, Feed), feed
    return feed


def entry_of(**item: Any) -> Entry:
    (entry,) = feed_of(item).entries
    return entry


def test_a_whole_feed() -> None:
    item = {
        "id": "https://news.example.org/1",
        "url": "/1?utm_source=feed",
        "title": "Ferry &amp; bridge",
        "content_html": "<p>It runs.</p>",
        "summary": "Runs < again",
        "date_published": "2024-05-07T10:00:00+02:00",
        "date_modified": "2024-05-07T09:00:00Z",
        "authors": [{"name": "Ana Silva"}, {"url": "https://b.example"}, "Bo Ek"],
        "language": "pt-BR",
    }
    feed = feed_of(item, title="Gazette", home_page_url="/", feed_url="feed.json", language="en")
    (entry,) = feed.entries
    assert (feed.form, feed.title, feed.language) == ("json11", "Gazette", "en")
    assert (feed.home_url, feed.self_url) == ("https://news.example.org/", URL)
    assert (entry.guid, entry.url, entry.raw_link) == (item["id"], "https://news.example.org/1", item["url"])
    assert (entry.title, entry.content, entry.summary) == ("Ferry & bridge", "<p>It runs.</p>", "<p>Runs &lt; again")
    assert (entry.authors, entry.language) == (("Ana Silva", "Bo Ek"), "pt")
    assert entry.published is not None
    assert (entry.published.at, entry.published.raw) == (datetime(2024, 5, 7, 8, tzinfo=UTC), item["date_published"])
    assert entry.updated_at == datetime(2024, 5, 7, 9, tzinfo=UTC)


def test_what_an_item_does_not_say_the_feed_says() -> None:
    feed = feed_of({"id": "1"}, author={"name": "Cy Dee"}, language="fr", version="https://jsonfeed.org/version/1")
    assert (feed.form, feed.entries[0].authors, feed.entries[0].language) == ("json1", ("Cy Dee",), "fr")


def test_addresses() -> None:
    assert entry_of(id="https://news.example.org/p").url == "https://news.example.org/p"
    assert entry_of(id="17", external_url="https://else.example/x").url == "https://else.example/x"
    assert entry_of(id="17").url is None
    assert entry_of(id=17, url="mailto:a@example.org").guid == "17"


def test_plain_text_stays_plain() -> None:
    extracted = read_entry(entry_of(content_text="a < b & c\n\nsecond\nline"), feed_title=None, feed_url=URL)
    assert not isinstance(extracted, Reject)
    assert extracted.text == "a < b & c\nsecond line"


def test_fields_of_the_wrong_type_are_as_good_as_missing() -> None:
    entry = entry_of(
        id=None, title=["x"], url={"a": 1}, authors=[None, 3, {"name": 4}], date_published=True, content_html=0
    )
    assert (entry.guid, entry.title, entry.url, entry.authors, entry.published) == (None, None, None, (), None)


def test_an_item_that_is_no_object_does_not_vanish() -> None:
    first, second = feed_of("text", {"title": "a"}).entries
    assert (first.position, first.title, second.position, second.title) == (0, None, 1, "a")


def test_lone_surrogates_and_control_characters_are_left_out() -> None:
    feed = parse_feed(rb'{"version":"https://jsonfeed.org/version/1","items":[{"title":"a\ud800b\u0000c"}]}', url=None)
    assert isinstance(feed, Feed)
    assert feed.entries[0].title == "abc"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", '{"items": []}', '{"version": "1"}', "[" * 100_000, '{"a":' * 100_000, '{"a": NaN, }']
)
def test_what_is_no_json_feed(text: str) -> None:
    reject = parse_json_feed(text, url=None, most=10)
    assert isinstance(reject, Reject)
    assert reject.reason is Reason.BAD_FEED


def test_a_feed_may_forget_its_version() -> None:
    feed = parse_json_feed('{"home_page_url": "https://a.example/", "items": [{"id": 1}]}', url=None, most=10)
    assert isinstance(feed, Feed)
    assert (feed.form, len(feed.entries)) == ("", 1)


def test_entries_are_capped() -> None:
    text = json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{}] * 9})
    feed = parse_json_feed(text, url=None, most=4)
    assert isinstance(feed, Feed)
    assert len(feed.entries) == 4


JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)
NAMES = "id url external_url title content_html content_text summary date_published authors author language"


@given(st.dictionaries(st.sampled_from(NAMES.split()), JSON))
def test_any_item_is_an_entry(item: dict[str, Any]) -> None:
    assert entry_of(**item).position == 0
